"""Attempts at a quiz, and the answers given in them. Both are written once and never rewritten."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet

from learners.models import Learner
from quizzes.explain.models import Claim, Explanation

__all__ = ["Answer", "Attempt", "Claim", "Explanation"]


class AttemptQuerySet(QuerySet["Attempt"]):
    def of(self, learner_id: uuid.UUID | None) -> "AttemptQuerySet":
        """The attempts of one learner; none for somebody who has only looked."""
        return self.filter(learner_id=learner_id) if learner_id else self.none()

    def newest(self) -> "AttemptQuerySet":
        """The newest first."""
        return self.order_by("-started_at")


class Attempt(models.Model):
    """One go at a quiz. `order` is what the seed made of the quiz when the attempt began:
    a list of [question id, [option id, ...]] pairs, in the order shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts")
    quiz = models.SlugField(max_length=80)
    seed = models.PositiveBigIntegerField()
    order = models.JSONField()
    retry_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="retries")
    started_at = models.DateTimeField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["learner", "quiz", "started_at"])]

    def __str__(self) -> str:
        return f"{self.quiz} {self.id}"


class Answer(models.Model):
    """The one answer that counts to one question of one attempt. Append-only.

    `digest` is the wording that was answered, `shown` and `chosen` are option ids, `score` is 0 to 1.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.SlugField(max_length=80)
    digest = models.CharField(max_length=64)
    shown = models.JSONField()
    chosen = models.JSONField()
    score = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_a_question"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="score_is_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.score:g}"

    @property
    def right(self) -> bool:
        """Wholly right; a part of the points is a miss."""
        return self.score == 1
