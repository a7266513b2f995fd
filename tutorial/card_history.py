"""What became of a card: every grade, as it was given, with the wording that it was given to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import TypeAdapter

from tutorial.decks import Card
from tutorial.leeches import leeches
from tutorial.library import library
from tutorial.models import Review
from tutorial.scheduling import Grade
from tutorial.wordings import wordings_of

CARDS = TypeAdapter(Card)


@dataclass(frozen=True, slots=True)
class GradeGiven:
    """`wait` is the interval that followed; `edited`: the card says something else today."""

    at: datetime
    grade: Grade
    wait: timedelta
    undone_at: datetime | None
    edited: bool


@dataclass(frozen=True, slots=True)
class OldWording:
    """What a card said until it was edited or removed; `card` is None where that was not kept."""

    last_seen: datetime
    card: Card | None


@dataclass(frozen=True, slots=True)
class CardHistory:
    """`today` is the card as it is taught now, None once it has been removed. Both lists: newest first."""

    today: Card | None
    grades: tuple[GradeGiven, ...]
    wordings: tuple[OldWording, ...]
    lapses: int | None  # of a leech

    @property
    def card(self) -> Card | None:
        """The newest wording there is."""
        return self.today or next((wording.card for wording in self.wordings if wording.card), None)


@dataclass(frozen=True, slots=True)
class MetCard:
    """A card that the learner has met: its newest standing review, and its newest wording, if it is kept."""

    review: Review
    card: Card | None
    removed: bool
    lapses: int | None

    @property
    def grade(self) -> Grade:
        return Grade(self.review.grade)


def card_history(learner: UUID | None, card_id: str) -> CardHistory:
    """The history of one card. Three queries at the most; none for a newcomer.

    Raises KeyError for a card that neither the course nor the learner knows.
    """
    today = library().get(Card, card_id)
    reviews = _reviews(learner, card_id)
    if today is None and not reviews:
        raise KeyError(card_id)
    standing = [review for review in reviews if review.undone_at is None]
    return CardHistory(
        today=today,
        grades=tuple(_given(review, today) for review in reviews),
        wordings=_old_wordings(reviews, today),
        lapses=leeches(learner, standing[:1]).get(card_id),
    )


def met_cards(learner: UUID | None) -> tuple[MetCard, ...]:
    """Every card that the learner has met, removed ones too, the newest first. Three queries at the most."""
    if learner is None:
        return ()
    content = library()
    newest = list(Review.objects.newest().filter(learner=learner).order_by("-at", "-pk"))
    taught = {review.card: content.get(Card, review.card) for review in newest}
    then = wordings_of((review.digest for review in newest if taught[review.card] is None), CARDS)
    slipping = leeches(learner, newest)
    return tuple(
        MetCard(
            review=review,
            card=taught[review.card] or then.get(review.digest),
            removed=taught[review.card] is None,
            lapses=slipping.get(review.card),
        )
        for review in newest
    )


def _reviews(learner: UUID | None, card_id: str) -> list[Review]:
    if learner is None:
        return []
    return list(Review.objects.filter(learner=learner, card=card_id).order_by("-at", "-pk"))


def _given(review: Review, today: Card | None) -> GradeGiven:
    edited = today is None or review.digest != today.digest
    return GradeGiven(review.at, Grade(review.grade), review.due - review.at, review.undone_at, edited)


def _old_wordings(reviews: Iterable[Review], today: Card | None) -> tuple[OldWording, ...]:
    last_seen: dict[str, datetime] = {}
    for review in reviews:  # newest first
        if today is None or review.digest != today.digest:
            last_seen.setdefault(review.digest, review.at)
    kept = wordings_of(last_seen, CARDS) if last_seen else {}
    return tuple(OldWording(at, kept.get(digest)) for digest, at in last_seen.items())
