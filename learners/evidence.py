"""Writing down what a learner showed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import zip_longest
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
    misconceptions: Sequence[str] = (),
) -> None:
    """Append one row for each concept, in one query.

    Each misconception is written down once: beside a concept, or in one more row of the last concept where
    there are more misconceptions than concepts.
    """
    named = list(concepts)
    beside = zip_longest(named, misconceptions[: len(named)], fillvalue="")
    further = ((named[-1], belief) for belief in misconceptions[len(named) :])
    Evidence.objects.bulk_create(
        Evidence(
            learner=learner,
            concept=concept,
            kind=kind,
            right=right,
            source=source,
            digest=digest,
            misconception=belief,
            at=now,
        )
        for concept, belief in (*beside, *further)
    )


def withdraw_evidence(
    *, learner: UUID, kind: Evidence.Kind, source: str, at: datetime, now: datetime
) -> None:
    """Mark what one answer showed as withdrawn: the rows of `source` recorded at the time `at`."""
    shown = Evidence.objects.filter(learner=learner, kind=kind, source=source, at=at)
    shown.update(withdrawn_at=now)
