"""What a learner has shown, added up: no more rows than there is content, however long the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from learners.models import Evidence

ASKED = frozenset({Evidence.Kind.RECALLED, Evidence.Kind.ANSWERED, Evidence.Kind.EXPLAINED})


@dataclass(frozen=True, slots=True)
class Sign:
    """The standing evidence that differs in nothing but its time: so many `times`, the newest `last`."""

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
    alike = standing.values("concept", "kind", "source", "digest", "misconception", "right")
    rows = alike.annotate(times=Count("pk"), last=Max("at"))
    return tuple(Sign(**row) for row in rows)
