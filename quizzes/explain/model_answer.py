"""The sentence of a model answer that says a point."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from quizzes.english.words import words_in
from quizzes.explain.schema import Prompt
from quizzes.explain.scorer import score


@dataclass(frozen=True, slots=True)
class _Worded:
    """A prompt, the same as every other of the same wording."""

    digest: str
    prompt: Prompt = field(compare=False)


def sentence_showing(prompt: Prompt, point: str) -> str:
    """The first sentence in which the rules find the point; "" if they do not find it."""
    return _sentences(_Worded(prompt.digest, prompt)).get(point, "")


@lru_cache(maxsize=128)
def _sentences(worded: _Worded) -> Mapping[str, str]:
    """By point. A page asks for each point, and a model answer takes as long to score as a learner's."""
    text = worded.prompt.answer.text
    findings = score(text, worded.prompt.rubric)
    return {each.point: _sentence_at(text, each.spans[0].start) for each in findings if each.found}


def _sentence_at(text: str, place: int) -> str:
    """The sentence of `text` that holds the word at `place`, with its full stop."""
    words = words_in(text)
    number = next(word.sentence for word in words if word.end > place)
    first = next(word.start for word in words if word.sentence == number)
    after = next((word.start for word in words if word.sentence > number), len(text))
    return text[first:after].strip()
