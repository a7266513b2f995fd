"""Cards and reviews made by hand."""

from datetime import UTC, datetime

from learners.models import Learner
from tutorial.decks import Card, Level
from tutorial.library import Line, Prose
from tutorial.models import Review
from tutorial.reviews import grade_card
from tutorial.scheduling import Grade

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_card(name: str, level: Level = Level.BEGINNER) -> Card:
    return Card(
        id=name,
        level=level,
        question=Line(f"What is {name}?"),
        answer=Prose(f"It is {name}."),
        concepts=("worker", "load"),
        read="lesson#paragraph",
    )


def graded(learner: Learner, card: Card, *grades: Grade, at: datetime = NOON) -> list[Review]:
    """Grade the card again and again, all at one time."""
    return [
        grade_card(learner=learner, card=card, showing=showing, grade=grade, now=at)
        for showing, grade in enumerate(grades, start=1)
    ]
