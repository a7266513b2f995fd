"""Who is learning, and what shows that they know something."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q


class User(AbstractUser):
    """Somebody who signs in: a learner who wants to keep their progress, a presenter, or both.

    The username of who signs up is their email address, so that one address can have one account only.
    `welcome_tried_at` is when a worker last set about the welcome email, or its learner asked for it again,
    `welcomed_at` when it was sent; `welcome_refused` says that the mail server will never take it.
    """

    welcome_tried_at = models.DateTimeField(null=True, blank=True, editable=False)
    welcomed_at = models.DateTimeField(null=True, blank=True, editable=False)
    welcome_refused = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta(AbstractUser.Meta):
        indexes: ClassVar = [
            models.Index(fields=["email"], name="users_by_email"),
            models.Index(
                fields=["date_joined"], condition=Q(welcomed_at=None), name="users_who_may_be_welcomed"
            ),
        ]


class Session(AbstractBaseSession):
    """Django's session, which also says whose it is, so that all those of an account can be ended."""

    user_id = models.BigIntegerField(null=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        pass


class Learner(models.Model):
    """Somebody who has done something worth keeping. Who only looks has no row.

    `user` is the account that keeps the progress; a guest has none. A guest whose progress has moved to
    another learner stays for a while as a sign to it (`moved_to`), for what is written at that very moment.
    `origin` tells a browser's very first requests, which may come at the same moment (`learners.current`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.CASCADE, related_name="learner")
    origin = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  unique or none
    moved_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    moved_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["moved_at"], name="signs_to_learners_by_age")]

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

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="evidence", db_index=False)
    concept = models.SlugField(max_length=80, db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    right = models.BooleanField()
    source = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    misconception = models.SlugField(max_length=80, blank=True, db_index=False)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # The one index, for all that is asked. It holds all that `tutorial.shown` adds up, in the order in
        # which that is grouped, so that a long log is read without a look at its table.
        indexes: ClassVar = [
            models.Index(
                fields=[
                    *("learner", "source", "concept", "kind", "digest"),
                    *("misconception", "right", "withdrawn_at", "at"),
                ],
                name="evidence_of_a_learner",
            )
        ]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.kind} {self.concept}: {'right' if self.right else 'missed'}"
