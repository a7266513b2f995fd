"""Writing down what a learner showed."""

from collections.abc import Iterable
from datetime import datetime

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
