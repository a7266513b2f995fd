"""What learners did with the flashcards, how they want them to come back, and what any content once said."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from fsrs import Scheduler, State

from learners.models import Learner
from tutorial.scheduling import (
    FOUR_GRADES,
    STANDARD_RETENTION,
    STEP,
    TWO_GRADES,
    Grade,
    Memory,
    scheduler,
    usable_or_standard,
)

MINUTE = timedelta(minutes=1)
LEAST_RETENTION, MOST_RETENTION = 0.80, 0.97
MOST_NEW = 100


class ReviewQuerySet(models.QuerySet["Review"]):
    def newest(self) -> "ReviewQuerySet":
        """The newest standing review of each card by each learner: what is known of the card now."""
        return self.filter(~self._followed(), undone_at=None)

    def for_session(self, *, learner: UUID, cards: Iterable[str], since: datetime) -> "ReviewQuerySet":
        """The newest review of each of these cards, and every standing one since then, oldest first."""
        mine = self.filter(learner=learner, card__in=list(cards), undone_at=None)
        return mine.filter(Q(at__gte=since) | ~self._followed()).order_by("at", "pk")

    def lapses(self) -> "ReviewQuerySet":
        """The standing reviews at which a card was forgotten that had been learnt."""
        return self.filter(Exists(self._before(state=State.Review)), grade=Grade.FORGOT, undone_at=None)

    def _followed(self) -> Exists:
        same_card = Review.objects.filter(learner=OuterRef("learner"), card=OuterRef("card"))
        return Exists(same_card.filter(showing=OuterRef("showing") + 1, undone_at=None))

    def _before(self, **known: object) -> "ReviewQuerySet":
        same_card = Review.objects.filter(learner=OuterRef("learner"), card=OuterRef("card"), **known)
        return same_card.filter(showing=OuterRef("showing") - 1, undone_at=None)


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
    grade = models.PositiveSmallIntegerField(choices=[(grade.value, grade.word) for grade in Grade])
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
        return f"{self.card}, showing {self.showing}: {Grade(self.grade).word}"

    @property
    def memory(self) -> Memory:
        return Memory(State(self.state), self.step, self.stability, self.difficulty, self.at, self.due)


class Fitting(models.Model):
    """One try to learn FSRS's parameters from a learner's own log; a background task carries it out.

    `loss_before` and `loss_after` are log losses over the log, with the parameters in use and with such as
    were learnt from other cards than those they were tried on.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        RUNNING = "running"
        KEPT = "kept"
        NO_BETTER = "no better"
        FAILED = "failed"
        NOT_QUEUED = "not queued"

    OPEN: ClassVar = (State.ASKED, State.RUNNING)

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="fittings")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reviews = models.PositiveIntegerField(null=True, blank=True)
    parameters = models.JSONField(default=list, blank=True)
    loss_before = models.FloatField(null=True, blank=True)
    loss_after = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return f"fitting of {self.asked_at:%Y-%m-%d}: {self.state}"


def first_steps() -> list[int]:
    return [STEP // MINUTE]


class CardSettings(models.Model):
    """How a learner wants the cards to come back. Who has no row has the defaults. For the next grade on.

    `retention` is the chance of recall at which a card comes back, `learning_steps` are whole minutes.
    """

    class Grades(models.IntegerChoices):
        TWO = 2, "Two: forgot, remembered"
        FOUR = 4, "Four: forgot, barely, remembered, easily"

    learner = models.OneToOneField(
        Learner, on_delete=models.CASCADE, primary_key=True, related_name="card_settings"
    )
    retention = models.FloatField(
        default=STANDARD_RETENTION,
        validators=[MinValueValidator(LEAST_RETENTION), MaxValueValidator(MOST_RETENTION)],
    )
    grades = models.PositiveSmallIntegerField(choices=Grades, default=Grades.TWO)
    new_a_day = models.PositiveSmallIntegerField(default=20, validators=[MaxValueValidator(MOST_NEW)])
    learning_steps = models.JSONField(default=first_steps, blank=True)
    fitting = models.ForeignKey(
        Fitting, on_delete=models.SET_NULL, null=True, blank=True, related_name="used_by"
    )

    class Meta:
        verbose_name_plural = "card settings"

    def __str__(self) -> str:
        return f"card settings of {self.learner_id}"

    @property
    def offered(self) -> tuple[Grade, ...]:
        """The grades to choose from."""
        return FOUR_GRADES if self.grades == self.Grades.FOUR else TWO_GRADES

    @property
    def scheduler(self) -> Scheduler:
        """FSRS as this learner wants it; with the standard parameters where their own are of no use."""
        return scheduler(
            parameters=usable_or_standard(self.fitting.parameters if self.fitting else ()),
            retention=self.retention,
            steps=[minutes * MINUTE for minutes in self.learning_steps],
        )


class Wording(models.Model):
    """What a piece of content said, as JSON, when somebody answered it. Written once for each digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    item = models.CharField(max_length=120)
    says = models.JSONField()

    def __str__(self) -> str:
        return f"{self.item} ({self.digest})"
