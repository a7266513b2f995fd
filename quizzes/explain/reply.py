"""What a learner is told about their explanation."""

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from quizzes.explain.marking import Stretch, stretches
from quizzes.explain.models import Explanation
from quizzes.explain.schema import Point, Prompt
from quizzes.explain.scorer import Span


class State(StrEnum):
    """How a point stands."""

    FOUND = "found"  # by the rules
    CLAIMED = "claimed"  # by the learner
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PointReply:
    letter: str
    point: Point
    state: State


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` is the learner's own, cut where words are marked."""

    explanation: Explanation
    points: tuple[PointReply, ...]
    text: tuple[Stretch, ...]

    @property
    def got(self) -> int:
        return sum(point.state is not State.MISSING for point in self.points)

    @property
    def total(self) -> int:
        return len(self.points)


def reply_to(explanation: Explanation, prompt: Prompt) -> Reply | None:
    """The reply to an explanation; None if the prompt has been rewritten since, so that it no longer fits."""
    if explanation.digest != prompt.digest:
        return None
    lettered = tuple(zip(ascii_uppercase, prompt.points, strict=False))
    claimed = explanation.claimed
    return Reply(
        explanation=explanation,
        points=tuple(
            PointReply(letter, point, _state(point.id, explanation.found, claimed))
            for letter, point in lettered
        ),
        text=stretches(explanation.text, {letter: _spans(explanation, point) for letter, point in lettered}),
    )


def _state(point: str, found: frozenset[str], claimed: frozenset[str]) -> State:
    if point in found:
        return State.FOUND
    return State.CLAIMED if point in claimed else State.MISSING


def _spans(explanation: Explanation, point: Point) -> list[Span]:
    return [
        Span(start, end)
        for hit in explanation.hits
        if hit["point"] == point.id
        for start, end in hit["spans"]
    ]
