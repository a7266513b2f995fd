"""What learners explained, which points they counted themselves, which they looked up. All append-only."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from learners.models import Learner


class ExplanationQuerySet(QuerySet["Explanation"]):
    def of(self, learner_id: uuid.UUID | None) -> "ExplanationQuerySet":
        """What one learner explained; nothing for somebody who has only looked."""
        return self.filter(learner_id=learner_id) if learner_id else self.none()

    def to(self, prompt: str) -> "ExplanationQuerySet":
        """To one prompt, with their claims, the newest first."""
        return self.filter(prompt=prompt).prefetch_related("claims").order_by("-at", "-pk")

    def newest_to(self, prompt: str) -> "Explanation | None":
        """The newest explanation to one prompt, with its claims."""
        return self.to(prompt).first()

    def newest_to_each_prompt(self) -> dict[str, "Explanation"]:
        """By the id of the prompt, with their claims."""
        later = self.model.objects.filter(
            learner=OuterRef("learner"), prompt=OuterRef("prompt"), at__gt=OuterRef("at")
        )
        newest = self.filter(~Exists(later)).prefetch_related("claims")
        return {explanation.prompt: explanation for explanation in newest}


class Explanation(models.Model):
    """One answer to a prompt. `digest` is the wording that was answered.

    `hits` is what the rules found at the time: a list of {"point", "rule", "within", "uses", "spans"}.
    A use is {"group", "read_as", "denied", "span"}; spans are [start, end] pairs of characters in `text`.
    A prompt without rules has no hits: `similarity` (0 to 1) says how near the text comes to the model
    answer, and `shared` holds the spans of the words that it shares with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="explanations", db_index=False
    )
    prompt = models.SlugField(max_length=80, db_index=False)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    hits = models.JSONField()
    similarity = models.FloatField(null=True)
    shared = models.JSONField(default=list)
    at = models.DateTimeField()

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["learner", "prompt", "at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(similarity__gte=0, similarity__lte=1) | Q(similarity=None),
                name="similarity_is_0_to_1",
            )
        ]

    def __str__(self) -> str:
        return f"{self.prompt}: {len(self.found)} found"

    @property
    def found(self) -> frozenset[str]:
        """The ids of the points that the scorer found."""
        return frozenset(hit["point"] for hit in self.hits)

    @property
    def claimed(self) -> frozenset[str]:
        """The ids of the points that the learner counts: the newest claim to each decides."""
        newest = {claim.point: claim.counts for claim in sorted(self.claims.all(), key=lambda made: made.pk)}
        return frozenset(point for point, counts in newest.items() if counts)


class Claim(models.Model):
    """ "I did say this": the learner counts a point that the rules missed, or takes that back.

    It is a dispute with the scorer: the explanation holds the text and the wording that it is about.
    An empty `point` is the whole answer to a prompt without points.
    """

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="claims")
    point = models.SlugField(max_length=80, blank=True, db_index=False)
    counts = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.point}: {'counted' if self.counts else 'not counted'}"


class RevealQuerySet(QuerySet["Reveal"]):
    def of(self, explanation: Explanation) -> "RevealQuerySet":
        """All that the learner was told of the prompt of this explanation, before it and since."""
        mine = self.filter(explanation__learner=explanation.learner_id)
        return mine.filter(explanation__prompt=explanation.prompt).select_related("explanation")


class Reveal(models.Model):
    """A learner who had explained asked to be told a point. An empty `point` is the whole model answer."""

    explanation = models.ForeignKey(
        Explanation, on_delete=models.CASCADE, related_name="reveals", db_index=False
    )
    point = models.SlugField(max_length=80, blank=True, db_index=False)
    at = models.DateTimeField()

    objects = RevealQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["explanation", "point"], name="one_reveal_a_point")
        ]

    def __str__(self) -> str:
        return self.point or "the model answer"

    def told(self, points: Iterable[str]) -> frozenset[str]:
        """Which of these points it told: those that the explanation had not said by itself."""
        return frozenset({self.point} if self.point else points) - self.explanation.found
