"""Attempts, and the answers given in them. Both are written once; an exam's drafts may change.

No field has an index of its own: each table is asked by its owner, through an index or a constraint over
several.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet

from learners.models import Learner
from quizzes.explain.models import Claim, Explanation, Reveal
from quizzes.kinds import Question

__all__ = [
    "Answer",
    "Attempt",
    "AttemptQuerySet",
    "Claim",
    "Confidence",
    "Draft",
    "Explanation",
    "Hint",
    "Mode",
    "Reveal",
]


class AttemptQuerySet(QuerySet["Attempt"]):
    def of(self, learner_id: uuid.UUID | None) -> "AttemptQuerySet":
        """The attempts of one learner; none for somebody who has only looked."""
        return self.filter(learner_id=learner_id) if learner_id else self.none()

    def newest(self) -> "AttemptQuerySet":
        """The newest first."""
        return self.order_by("-started_at")


class Mode(models.TextChoices):
    """Practice judges each answer at once; an exam takes all answers first and judges them together."""

    PRACTICE = "practice"
    EXAM = "exam"


class Confidence(models.TextChoices):
    """How sure a learner says they are, before the answer is judged. It never costs points."""

    SURE = "sure", "Sure"
    THINK_SO = "think-so", "I think so"
    GUESSING = "guessing", "Guessing"


class Attempt(models.Model):
    """One go at a quiz, or at a test drawn from a whole course (then `quiz` is empty and `course` is not).

    `order` is what the seed made of the questions when the attempt began:
    a list of [question id, [option id, ...]] pairs, in the order shown.
    An exam is open until `submitted_at`, and no longer than `ends_at` if it has that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts", db_index=False)
    quiz = models.SlugField(max_length=80, blank=True, db_index=False)
    course = models.SlugField(max_length=80, blank=True, db_index=False)
    seed = models.PositiveBigIntegerField()
    order = models.JSONField()
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.PRACTICE)
    retry_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="retries")
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["learner", "quiz", "started_at"]),
            models.Index(
                fields=["ends_at"],
                condition=Q(submitted_at=None, mode="exam"),
                name="exams_that_run_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz or self.course} {self.id}"

    def hints_seen(self, question: Question) -> int:
        """How many hints of a question the learner has looked at. No query for a question without any."""
        return self.hints.filter(question=question.id).count() if question.hints else 0

    @property
    def ran_out(self) -> bool:
        """An exam that ended because its time was up."""
        return self.submitted_at is not None and self.submitted_at == self.ends_at

    @property
    def is_open_exam(self) -> bool:
        """Its answers are not judged yet, and none of them may be shown as right or wrong."""
        return self.mode == Mode.EXAM and self.submitted_at is None


class Draft(models.Model):
    """An answer in an open exam. It may be changed until the exam is submitted; then it becomes an Answer.

    `digest` is the wording that was answered: it is judged by that one, whatever the content says by then.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="drafts", db_index=False)
    question = models.SlugField(max_length=80, db_index=False)
    digest = models.CharField(max_length=64)
    given = models.JSONField()
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_draft_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.question}: draft"


class Hint(models.Model):
    """A learner looked at hint `number` (from 1) of a question before answering it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="hints", db_index=False)
    question = models.SlugField(max_length=80, db_index=False)
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "question", "number"], name="each_hint_once")
        ]

    def __str__(self) -> str:
        return f"{self.question}: hint {self.number}"


class Answer(models.Model):
    """The one answer that counts to one question of one attempt. Append-only.

    `digest` is the wording that was answered, `shown` are option ids, `given` the answer as strings (empty
    where an exam ended without one), `score` is 0 to 1, `hints` how many hints had been looked at.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers", db_index=False)
    question = models.SlugField(max_length=80, db_index=False)
    digest = models.CharField(max_length=64)
    shown = models.JSONField()
    given = models.JSONField()
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    hints = models.PositiveSmallIntegerField(default=0)
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
