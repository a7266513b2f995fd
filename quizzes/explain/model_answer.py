"""The sentence of a model answer that says a point."""

from quizzes.english.words import words_in
from quizzes.explain.schema import Prompt
from quizzes.explain.scorer import score


def sentence_showing(prompt: Prompt, point: str) -> str:
    """The first sentence in which the rules find the point; "" if they do not find it."""
    text = prompt.answer.text
    for finding in score(text, prompt.rubric):
        if finding.point == point and finding.found:
            return _sentence_at(text, finding.spans[0].start)
    return ""


def _sentence_at(text: str, place: int) -> str:
    """The sentence of `text` that holds the word at `place`, with its full stop."""
    words = words_in(text)
    number = next(word.sentence for word in words if word.end > place)
    first = next(word.start for word in words if word.sentence == number)
    after = next((word.start for word in words if word.sentence > number), len(text))
    return text[first:after].strip()
