"""What becomes of an explanation: the points found in it, or its likeness to the model answer."""

from dataclasses import dataclass, field
from functools import lru_cache

from quizzes.explain.likeness import Likeness, ModelAnswer, meaning
from quizzes.explain.rarity import Rarity, texts_of
from quizzes.explain.schema import Prompt
from quizzes.explain.scorer import Hit, score
from tutorial.library import Library, library


@dataclass(frozen=True, slots=True)
class Scored:
    """`hits` are the rules that a text fulfils, each with its point; `likeness` is for prompts without."""

    hits: tuple[tuple[str, Hit], ...] = ()
    likeness: Likeness | None = None
    found: frozenset[str] = field(default=frozenset())


def scored(text: str, prompt: Prompt) -> Scored:
    if not prompt.points:
        return Scored(likeness=likeness(text, prompt))
    findings = score(text, prompt.rubric)
    hits = tuple((finding.point, hit) for finding in findings for hit in finding.hits)
    return Scored(hits=hits, found=frozenset(point for point, _ in hits))


def likeness(text: str, prompt: Prompt) -> Likeness:
    """How near a text comes to the model answer of any prompt, also of one that has rules."""
    return _model_answer(prompt.answer.text, f"{prompt.prompt.text} {prompt.hint.text}", _rarity()).compare(
        text
    )


def _rarity() -> Rarity:
    """Over the lessons of all courses; made anew when these have been read anew."""
    known = library()
    if not _held or _held[0][0] is not known:
        texts = (text for course in known.courses for text in texts_of(course))
        _held[:] = [(known, Rarity(texts, meaning))]
    return _held[0][1]


_held: list[tuple[Library, Rarity]] = []


@lru_cache(maxsize=64)
def _model_answer(answer: str, given: str, rarity: Rarity) -> ModelAnswer:
    return ModelAnswer(answer, given, rarity)
