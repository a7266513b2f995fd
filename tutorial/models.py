"""What learners did with the flashcards."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from fsrs import State

from learners.models import Learner
from tutorial.scheduling import Grade, Memory


class ReviewQuerySet(models.QuerySet["Review"]):
    def newest(self) -> "ReviewQuerySet":
        """The newest standing review of each card by each learner: what is known of the card now."""
        return self.filter(~self._followed(), undone_at=None)

    def for_session(self, *, learner: UUID, cards: Iterable[str], since: datetime) -> "ReviewQuerySet":
        """The newest review of each of these cards, and every standing one since then, oldest first."""
        mine = self.filter(learner=learner, card__in=list(cards), undone_at=None)
        return mine.filter(Q(at__gte=since) | ~self._followed()).order_by("at", "pk")

    def _followed(self) -> Exists:
        same_card = Review.objects.filter(learner=OuterRef("learner"), card=OuterRef("card"))
        return Exists(same_card.filter(showing=OuterRef("showing") + 1, undone_at=None))


class Review(models.Model):
    """One grade of one card, and the memory of the card that FSRS drew from it. Append-only.

    No second table says what a learner knows: the memory of a card is that of its newest standing review.
    So undoing repairs nothing; the review is marked, and the one before it speaks again, to the last digit.
    `showing` counts the standing reviews of a card from 1; unique, it lets one grade count for one showing.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="reviews")
    card = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    showing = models.PositiveIntegerField()
    grade = models.PositiveSmallIntegerField(choices=[(grade.value, grade.name.title()) for grade in Grade])
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    state = models.PositiveSmallIntegerField(choices=[(state.value, state.name) for state in State])
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    stability = models.FloatField()
    difficulty = models.FloatField()
    due = models.DateTimeField()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "card", "showing"],
                condition=Q(undone_at=None),
                name="one_grade_for_one_showing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.card}, showing {self.showing}: {Grade(self.grade).name.lower()}"

    @property
    def memory(self) -> Memory:
        return Memory(State(self.state), self.step, self.stability, self.difficulty, self.at, self.due)


class Wording(models.Model):
    """What a piece of content said, as JSON, when somebody answered it. Written once for each digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    item = models.CharField(max_length=120)
    says = models.JSONField()

    def __str__(self) -> str:
        return f"{self.item} ({self.digest})"
