"""The queue's depth over time: whoever looks at the page writes it down, twice a second at the most."""

from datetime import datetime

from demos import workers
from demos.noworker.depth import Depth
from demos.noworker.models import Sample
from demos.noworker.story import LONGEST_GAP, LONGEST_STORY, Moment
from demos.workers import WorkerStatus

SLOTS_A_SECOND = 2
STANDSTILL = {workers.PAUSED, workers.NONE}


def note(depth: Depth, crew: WorkerStatus, now: datetime) -> None:
    """Write it down, unless somebody has in this slot, or nothing has happened since the queue was empty."""
    paused = crew.state in STANDSTILL
    at_rest = not depth.total and not paused
    if at_rest and not _story_goes_on(now):
        return
    sample = Sample(
        slot=int(now.timestamp() * SLOTS_A_SECOND),
        at=now,
        waiting=depth.waiting,
        taken=depth.taken,
        paused=paused,
    )
    Sample.objects.bulk_create([sample], ignore_conflicts=True)
    Sample.objects.filter(at__lt=now - LONGEST_STORY).delete()


def moments(now: datetime) -> list[Moment]:
    """What was written down lately, oldest first."""
    found = Sample.objects.filter(at__gte=now - LONGEST_STORY)
    return [Moment(sample.at, sample.waiting, sample.taken, sample.paused) for sample in found]


def _story_goes_on(now: datetime) -> bool:
    """The last sample was of a queue that was not empty, or paused, a moment ago."""
    last = Sample.objects.filter(at__gte=now - LONGEST_GAP).last()
    return last is not None and bool(last.waiting or last.taken or last.paused)
