"""What a learner has shown, added up: no more rows than there is content, however long the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from learners.models import Evidence

ASKED = frozenset({Evidence.Kind.RECALLED, Evidence.Kind.ANSWERED, Evidence.Kind.EXPLAINED})


@dataclass(frozen=True, slots=True)
class Sign:
    """The standing evidence that differs in nothing but its time, the newest `last`.

    `times`: in how many answers. One that says several things of a concept (several misconceptions, points
    of an explanation) is counted in one of its signs only: a wrong one, if there is any.
    """

    concept: str
    kind: str
    source: str
    digest: str
    misconception: str
    right: bool
    times: int
    last: datetime

    @property
    def asked(self) -> bool:
        """The learner could have been wrong: only this tells what they know."""
        return self.kind in ASKED


def signs_of(learner: UUID | None) -> tuple[Sign, ...]:
    """Everything a learner has shown and not taken back. One query; none for a newcomer."""
    if learner is None:
        return ()
    standing = Evidence.objects.filter(learner=learner, withdrawn_at=None).order_by()
    marked = standing.annotate(again=Exists(_counted_in_its_place()))
    alike = marked.values("concept", "kind", "source", "digest", "misconception", "right")
    rows = alike.annotate(times=Count("pk", filter=Q(again=False)), last=Max("at"))
    return tuple(Sign(**row) for row in rows)


def _counted_in_its_place() -> QuerySet[Evidence]:
    """Of the other rows that one answer left on the same concept, those that come before a row."""
    same = ("learner", "concept", "at", "kind", "source", "digest")
    answer = Evidence.objects.filter(withdrawn_at=None, **{name: OuterRef(name) for name in same})
    before = Q(right__lt=OuterRef("right")) | Q(right=OuterRef("right"), pk__lt=OuterRef("pk"))
    return answer.filter(before).order_by()
