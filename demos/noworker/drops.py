"""How many tasks nobody has done because they had waited for longer than they may."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from demos.models import Run, Span
from demos.noworker.uploading import SCENARIO
from demos.noworker.waiting import EXPIRED


def dropped_since(began: datetime) -> int:
    """Of all visitors together. A run that expires ends all waits of its tasks at once."""
    waits = Span.objects.filter(
        kind=Span.Kind.QUEUE,
        ended_at__gte=began,
        run__scenario=SCENARIO,
        run__status=Run.Status.FAILED,
        run__failure__istartswith=EXPIRED,
    )
    ends: defaultdict[UUID, list[datetime]] = defaultdict(list)
    for wait in waits:
        if wait.ended_at:
            ends[wait.run_id].append(wait.ended_at)
    return sum(found.count(max(found)) for found in ends.values())
