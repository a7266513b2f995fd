"""What the result page shows."""

from collections import defaultdict
from dataclasses import dataclass

from quizzes.kinds import Question
from quizzes.sitting import Place, Sitting
from tutorial.library import Paragraph, library


@dataclass(frozen=True, slots=True)
class ConceptLine:
    """How the questions about one concept went. A question about two concepts counts for both."""

    title: str
    right: int
    asked: int

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.asked)


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was missed, and where to read up on it. Both are None if it has left the content."""

    place: Place
    paragraph: Paragraph | None


@dataclass(frozen=True, slots=True)
class Result:
    concepts: tuple[ConceptLine, ...]
    misses: tuple[Miss, ...]

    @property
    def can_retry(self) -> bool:
        return any(miss.place.question for miss in self.misses)


def result_of(sitting: Sitting) -> Result:
    """The result of an attempt that is over."""
    return Result(
        concepts=_by_concept(sitting.places),
        misses=tuple(Miss(place, _paragraph(place.question)) for place in sitting.missed),
    )


def _by_concept(places: tuple[Place, ...]) -> tuple[ConceptLine, ...]:
    """In the order in which the concepts came up. What has left the content has no concept any more."""
    rights: dict[str, list[bool]] = defaultdict(list)
    for place in places:
        for concept in place.question.concepts if place.question else ():
            rights[concept].append(not place.missed)
    return tuple(
        ConceptLine(library().concept(concept).title.text, sum(right), len(right))
        for concept, right in rights.items()
    )


def _paragraph(question: Question | None) -> Paragraph | None:
    return library().paragraph(question.read) if question else None
