"""How far a learner has come, from what they showed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max, Window

from learners.models import Evidence
from tutorial.models import Review


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `total` pieces of content: how many were `met` at all, and how many were `right` the last time."""

    right: int
    met: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`signs`: for each piece of content, the verdicts of the last time, one for each concept it tests.

    `due`: the cards that are to be reviewed now.
    """

    signs: Mapping[str, tuple[bool, ...]] = field(default_factory=dict)
    due: frozenset[str] = frozenset()

    def met(self, content_id: str) -> bool:
        return content_id in self.signs

    def right(self, content_id: str) -> bool:
        """Everything was right the last time. False for what was never met."""
        return self.met(content_id) and all(self.signs[content_id])

    def tally(self, content_ids: Iterable[str]) -> Tally:
        ids = list(content_ids)
        return Tally(sum(map(self.right, ids)), sum(map(self.met, ids)), len(ids))


def latest_signs(learner: UUID | None) -> dict[str, tuple[bool, ...]]:
    """What a learner showed the last time they met each piece of content. One query; none for a newcomer."""
    if learner is None:
        return {}
    last = Window(Max("at"), partition_by=F("source"))
    rows = (
        Evidence.objects.filter(learner=learner, withdrawn_at=None)
        .annotate(last=last)
        .filter(at=F("last"))
        .values_list("source", "right")
    )
    signs: dict[str, tuple[bool, ...]] = {}
    for source, right in rows:
        signs[source] = (*signs.get(source, ()), right)
    return signs


def due_cards(learner: UUID | None, now: datetime) -> frozenset[str]:
    """The cards whose time has come again. One query; none for a newcomer."""
    if learner is None:
        return frozenset()
    due = Review.objects.newest().filter(learner=learner, due__lte=now)
    return frozenset(due.values_list("card", flat=True))
