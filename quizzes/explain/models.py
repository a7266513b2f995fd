"""What learners explained, and which points they counted themselves. Both tables are append-only."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from learners.models import Learner


class ExplanationQuerySet(QuerySet["Explanation"]):
    def of(self, learner_id: uuid.UUID | None) -> "ExplanationQuerySet":
        """What one learner explained; nothing for somebody who has only looked."""
        return self.filter(learner_id=learner_id) if learner_id else self.none()

    def newest_to(self, prompt: str) -> "Explanation | None":
        """The newest explanation to one prompt, with its claims."""
        return self.filter(prompt=prompt).prefetch_related("claims").order_by("at", "pk").last()

    def newest_to_each_prompt(self) -> dict[str, "Explanation"]:
        """By the id of the prompt, with their claims."""
        later = self.model.objects.filter(
            learner=OuterRef("learner"), prompt=OuterRef("prompt"), at__gt=OuterRef("at")
        )
        newest = self.filter(~Exists(later)).prefetch_related("claims")
        return {explanation.prompt: explanation for explanation in newest}


class Explanation(models.Model):
    """One answer to a prompt. `digest` is the wording that was answered.

    `hits` is what the scorer found at the time: a list of {"point", "rule", "spans"}, where spans are
    [start, end] pairs of characters in `text`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="explanations")
    prompt = models.SlugField(max_length=80)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    hits = models.JSONField()
    at = models.DateTimeField()

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["learner", "prompt", "at"])]

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
    """ "I did say this": the learner counts a point that the rules missed, or takes that back."""

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="claims")
    point = models.SlugField(max_length=80)
    counts = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.point}: {'counted' if self.counts else 'not counted'}"
