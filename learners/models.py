"""Who is learning, and what shows that they know something."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who signs in. So far that is a presenter; who learns needs no account."""


class Learner(models.Model):
    """Somebody who has done something worth keeping. Who only looks has no row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


class Evidence(models.Model):
    """One sign that a learner knows, or does not know, one concept. Append-only.

    `source` names the content it came from (a card, a question, a prompt, a recall prompt),
    `digest` the wording they were shown, `misconception` the belief a wrong option gave away.
    `withdrawn_at` is set when the learner took the act back (undid a grade); the row no longer counts.
    """

    class Kind(models.TextChoices):
        SEEN = "seen"
        RECALLED = "recalled"
        ANSWERED = "answered"
        EXPLAINED = "explained"
        WATCHED = "watched"

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="evidence")
    concept = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    right = models.BooleanField()
    source = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    misconception = models.SlugField(max_length=80, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["learner", "concept", "at"])]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.kind} {self.concept}: {'right' if self.right else 'missed'}"
