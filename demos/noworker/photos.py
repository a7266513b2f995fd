"""What has become of each photo that the visitor has sent lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from demos.courses import since
from demos.durations import Duration
from demos.models import Run
from demos.noworker.uploading import SCENARIO
from demos.reports import EXPIRED, reason

LATELY = timedelta(minutes=15)
MOST = 24


@dataclass(frozen=True)
class Photo:
    """A run, why it waits ("" where it does not), and how long all of it has taken where it is done.

    `waited` is until the reply left, which was one for all photos of one press.
    """

    run: Run
    why: str
    done: Duration | None
    waited: Duration

    @property
    def is_settled(self) -> bool:
        return self.run.settled

    @property
    def failed(self) -> bool:
        return self.run.status == Run.Status.FAILED

    @property
    def has_expired(self) -> bool:
        """Its time is over, and no worker has met it yet to drop it."""
        return self.why == EXPIRED

    @property
    def is_at_work(self) -> bool:
        return not self.why and self.run.status == Run.Status.WORKING


def photos_of(visitor: UUID, now: datetime) -> list[Photo]:
    """The newest first."""
    runs = Run.objects.filter(visitor=visitor, scenario=SCENARIO, started_at__gte=now - LATELY)
    found = runs.order_by("-started_at", "pk").prefetch_related("spans", "pictures", "letters")[:MOST]
    waited: dict[datetime, float] = {}
    for run in found:
        waited[run.started_at] = max(waited.get(run.started_at, 0.0), run.response_ms or 0.0)
    return [Photo(run, reason(run), _done(run), Duration(waited[run.started_at])) for run in found]


def _done(run: Run) -> Duration | None:
    if run.status != Run.Status.DONE:
        return None
    return Duration(max(since(run, span.ended_at) for span in run.spans.all() if span.ended_at))
