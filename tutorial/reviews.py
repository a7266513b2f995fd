"""What a learner does to a card: grade it, and take the last grade back."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from learners.evidence import record_evidence, withdraw_evidence
from learners.models import Evidence, Learner
from tutorial.decks import Card
from tutorial.fuzz import chance_of
from tutorial.models import Review
from tutorial.preferences import settings_of
from tutorial.scheduling import Grade, Memory, schedule
from tutorial.wordings import keep_wording


class AlreadyGraded(Exception):
    """This showing of the card already has its grade: a double click, another tab, the back button."""


class NothingToUndo(Exception):
    """The review is not there, was undone before, or is no longer the newest of its card."""


def grade_card(*, learner: Learner, card: Card, showing: int, grade: Grade, now: datetime) -> Review:
    """Keep one grade, schedule the card and record the evidence; `showing` is the one the learner saw.

    Raises AlreadyGraded when that showing has a grade. Two grades at the same instant wait for each other,
    and for a guest's log that is just being united with this one; the table's constraint would refuse them.
    """
    try:
        with transaction.atomic():
            Learner.objects.select_for_update().get(pk=learner.pk)
            review = _next_review(learner, card, showing, grade, now)
            review.save(force_insert=True)
            keep_wording(card)
            record_evidence(
                learner=learner,
                concepts=card.concepts,
                kind=Evidence.Kind.RECALLED,
                right=grade is not Grade.FORGOT,
                source=card.id,
                digest=card.digest,
                now=now,
            )
    except IntegrityError as error:
        raise AlreadyGraded from error
    return review


def undo_last_grade(*, learner: UUID, review: int, now: datetime) -> None:
    """Mark the newest review of a card as undone and withdraw its evidence; the history keeps both.

    `review` is the primary key that the learner saw beside the button, so that pressing it twice undoes once.
    """
    with transaction.atomic():
        Learner.objects.select_for_update().filter(pk=learner).first()
        undone = Review.objects.newest().filter(learner=learner, pk=review)
        if not undone.update(undone_at=now):
            raise NothingToUndo
        kept = Review.objects.get(pk=review)
        withdraw_evidence(learner=learner, kind=Evidence.Kind.RECALLED, source=kept.card, at=kept.at, now=now)


def _next_review(learner: Learner, card: Card, showing: int, grade: Grade, now: datetime) -> Review:
    last = Review.objects.newest().filter(learner=learner, card=card.id).first()
    if showing != (last.showing + 1 if last else 1):
        raise AlreadyGraded
    memory = _next_memory(learner.pk, card, last, grade, now)
    return Review(
        learner=learner,
        card=card.id,
        digest=card.digest,
        showing=showing,
        grade=grade,
        at=now,
        state=memory.state,
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
    )


def _next_memory(learner: UUID, card: Card, last: Review | None, grade: Grade, now: datetime) -> Memory:
    showing = last.showing + 1 if last else 1
    return schedule(
        last.memory if last else None,
        grade,
        now,
        settings_of(learner).scheduler,
        chance=chance_of(learner, card.id, showing),
    )
