"""What a learner is told about their explanation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from quizzes.explain.explaining import WHOLE
from quizzes.explain.likeness import Closeness, closeness
from quizzes.explain.marking import Stretch, stretches
from quizzes.explain.model_answer import sentence_showing
from quizzes.explain.models import Explanation, Reveal
from quizzes.explain.reasons import Reason, reasons
from quizzes.explain.schema import Point, Prompt
from quizzes.explain.scorer import Span
from quizzes.explain.ways_back import WaysBack, ways_back


class State(StrEnum):
    """How a point stands."""

    FOUND = "found"  # by the rules
    CLAIMED = "claimed"  # by the learner
    REVEALED = "revealed"  # missed, and told since
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PointReply:
    """`told_before`: they were told the point before they wrote this, and had not said it by themselves."""

    letter: str
    point: Point
    state: State
    reasons: tuple[Reason, ...]
    told_before: bool
    answer: Prompt

    @property
    def counts(self) -> bool:
        return self.state in {State.FOUND, State.CLAIMED}

    @property
    def sentence(self) -> str:
        """Where the model answer says it."""
        return sentence_showing(self.answer, self.point.id)

    @property
    def ways_back(self) -> WaysBack | None:
        return ways_back(self.point.concept)


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` is the learner's own, cut where words are marked.

    `told` are the points that were told since; "" is the model answer.
    """

    explanation: Explanation
    prompt: Prompt
    points: tuple[PointReply, ...]
    text: tuple[Stretch, ...]
    told: frozenset[str]

    @property
    def got(self) -> int:
        return sum(point.counts for point in self.points)

    @property
    def total(self) -> int:
        return len(self.points)

    @property
    def improved(self) -> int:
        """How many points count that had been told before."""
        return sum(point.counts and point.told_before for point in self.points)

    @property
    def shows_answer(self) -> bool:
        return WHOLE in self.told

    @property
    def closeness(self) -> Closeness | None:
        """How near it comes to the model answer; None for a prompt with points."""
        similarity = self.explanation.similarity
        return None if similarity is None else closeness(similarity)

    @property
    def claimed(self) -> bool:
        """The learner counts the whole of it, to a prompt without points."""
        return WHOLE in self.explanation.claimed

    @property
    def ways_back(self) -> tuple[WaysBack, ...]:
        """Of a prompt without points."""
        return tuple(filter(None, map(ways_back, self.prompt.concepts)))


def reply_to(explanation: Explanation, prompt: Prompt, reveals: Sequence[Reveal] = ()) -> Reply:
    """The reply to an explanation, `prompt` as it was worded then. `reveals` are all that there are of it."""
    told = frozenset(reveal.point for reveal in reveals if reveal.explanation_id == explanation.pk)
    names = [point.id for point in prompt.points]
    before = {name for reveal in reveals if reveal.at < explanation.at for name in reveal.told(names)}
    lettered = tuple(zip(ascii_uppercase, prompt.points, strict=False))
    points = tuple(
        PointReply(
            letter,
            point,
            _state(explanation, point.id, told),
            reasons(explanation, point.id),
            point.id in before,
            prompt,
        )
        for letter, point in lettered
    )
    return Reply(explanation, prompt, points, _marked(explanation, lettered), told)


def _state(explanation: Explanation, point: str, told: frozenset[str]) -> State:
    if point in explanation.found:
        return State.FOUND
    if point in explanation.claimed:
        return State.CLAIMED
    return State.REVEALED if point in told else State.MISSING


def _marked(explanation: Explanation, lettered: Iterable[tuple[str, Point]]) -> tuple[Stretch, ...]:
    spans = {letter: _spans(explanation, point) for letter, point in lettered}
    shared = [Span(start, end) for start, end in explanation.shared]
    return stretches(explanation.text, {**spans, "": shared} if shared else spans)


def _spans(explanation: Explanation, point: Point) -> list[Span]:
    return [
        Span(start, end)
        for hit in explanation.hits
        if hit["point"] == point.id
        for start, end in hit["spans"]
    ]
