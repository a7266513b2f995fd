"""Writing down what a learner showed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from learners.models import Evidence, Learner


def record_evidence(
    *,
    learner: Learner,
    concepts: Iterable[str],
    kind: Evidence.Kind,
    right: bool,
    source: str,
    digest: str,
    now: datetime,
    misconception: str = "",
) -> None:
    """Append one row for each concept, in one query."""
    Evidence.objects.bulk_create(
        Evidence(
            learner=learner,
            concept=concept,
            kind=kind,
            right=right,
            source=source,
            digest=digest,
            misconception=misconception,
            at=now,
        )
        for concept in concepts
    )


def withdraw_evidence(
    *, learner: UUID, kind: Evidence.Kind, source: str, at: datetime, now: datetime
) -> None:
    """Mark what one answer showed as withdrawn: the rows of `source` recorded at the time `at`."""
    shown = Evidence.objects.filter(learner=learner, kind=kind, source=source, at=at)
    shown.update(withdrawn_at=now)
