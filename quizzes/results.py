"""What the result page shows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.as_answered import as_answered
from quizzes.calibration import Calibration, calibration
from quizzes.feedback import paragraph_for
from quizzes.kinds import Question
from quizzes.sitting import Place, Sitting
from tutorial.library import Paragraph, library


@dataclass(frozen=True, slots=True)
class ConceptLine:
    """How the questions about one concept went. A question about two concepts counts for both.

    `points` is the sum of their scores, each 0 to 1.
    """

    concept: str
    title: str
    points: float
    asked: int

    @property
    def percent(self) -> int:
        return round(100 * self.points / self.asked)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as it was answered; None if nobody can tell any more. `paragraph` teaches what it asks."""

    place: Place
    question: Question | None
    paragraph: Paragraph | None

    @property
    def unanswered(self) -> bool:
        """The exam ended without an answer to it."""
        return self.place.answer is not None and not self.place.answer.given


@dataclass(frozen=True, slots=True)
class Result:
    """`entries` are all questions in their order; `hints` how many were looked at in all."""

    concepts: tuple[ConceptLine, ...]
    entries: tuple[Entry, ...]
    calibration: Calibration | None
    hints: int

    @property
    def misses(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.place.missed)

    @property
    def can_retry(self) -> bool:
        return any(miss.place.question for miss in self.misses)


def result_of(sitting: Sitting) -> Result:
    """The result of an attempt that is over."""
    asked = as_answered(sitting.places)
    answers = [place.answer for place in sitting.places if place.answer]
    return Result(
        concepts=_by_concept(sitting.places, asked),
        entries=tuple(_entry(place, asked.get(place.question_id)) for place in sitting.places),
        calibration=calibration(answers),
        hints=sum(answer.hints for answer in answers),
    )


def _entry(place: Place, question: Question | None) -> Entry:
    return Entry(place, question, paragraph_for(question) if question else None)


def _by_concept(places: tuple[Place, ...], asked: Mapping[str, Question]) -> tuple[ConceptLine, ...]:
    """In the order in which the concepts came up. What has left the course has no title any more."""
    titles = {concept.id: concept.title.text for course in library().courses for concept in course.concepts}
    scores: dict[str, list[float]] = defaultdict(list)
    for place in places:
        question = asked.get(place.question_id)
        for concept in question.concepts if question else ():
            scores[concept].append(place.answer.score if place.answer else 0)
    return tuple(
        ConceptLine(concept, titles[concept], sum(earned), len(earned))
        for concept, earned in scores.items()
        if concept in titles
    )
