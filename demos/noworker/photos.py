"""What has become of each photo that the visitor has sent lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from demos.courses import SETTLED, since
from demos.durations import Duration
from demos.models import Run
from demos.noworker.uploading import SCENARIO
from demos.reports import reason

LATELY = timedelta(minutes=15)
MOST = 24


@dataclass(frozen=True)
class Photo:
    """A run, why it waits ("" where it does not), and how long all of it has taken where it is done."""

    run: Run
    why: str
    done: Duration | None

    @property
    def waited(self) -> Duration | None:
        """For the reply."""
        return None if self.run.response_ms is None else Duration(self.run.response_ms)

    @property
    def is_settled(self) -> bool:
        return self.run.status in SETTLED

    @property
    def failed(self) -> bool:
        return self.run.status == Run.Status.FAILED

    @property
    def is_at_work(self) -> bool:
        return not self.why and self.run.status == Run.Status.WORKING


def photos_of(visitor: UUID, now: datetime) -> list[Photo]:
    """The newest first."""
    runs = Run.objects.filter(visitor=visitor, scenario=SCENARIO, started_at__gte=now - LATELY)
    found = runs.order_by("-started_at", "pk").prefetch_related("spans", "pictures", "letters")[:MOST]
    return [Photo(run, reason(run), _done(run)) for run in found]


def _done(run: Run) -> Duration | None:
    if run.status != Run.Status.DONE:
        return None
    return Duration(max(since(run, span.ended_at) for span in run.spans.all() if span.ended_at))
