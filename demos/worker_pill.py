"""The workers' state as a few words and a dot for each, on every page that needs them."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils import timezone

from demos import workers
from demos.workers import WorkerStatus

MOST_DOTS = 8
DOT_PX = 14
NOBODY = {
    workers.NONE: "No worker is running",
    workers.UNREACHED: "The queue cannot be reached",
    workers.UNKNOWN: "The workers do not answer",
}
COMMAND = "celery -A config worker -Q demos -n demos@%h"


@dataclass(frozen=True)
class Pill:
    """`dots` is True for a worker that is busy; `works` is False where nobody would take a task.

    `paused_for`: minutes until paused workers go on by themselves; None while they are not paused.
    """

    words: str
    dots: tuple[bool, ...]
    works: bool
    paused_for: int | None = None

    @property
    def may_change(self) -> bool:
        """Whether to look again soon: somebody is at work, or nobody is there."""
        return any(self.dots) or not self.works

    @property
    def width(self) -> int:
        """Of the dots, in pixels; two empty ones stand for nobody."""
        return DOT_PX * (len(self.dots) or 2) - 4


def pill_for(status: WorkerStatus) -> Pill:
    """A state without workers is named for what it is: no error, and no waiting."""
    if not status.workers:
        return Pill(NOBODY.get(status.state, NOBODY[workers.NONE]), (), works=False)
    dots = (True,) * status.busy + (False,) * status.free
    if status.state != workers.PAUSED:
        return Pill(_words(status), dots[:MOST_DOTS], works=True)
    paused_for = _minutes(status.paused_until, timezone.now())
    return Pill(_words(status), dots[:MOST_DOTS], works=False, paused_for=paused_for)


def count(workers: int) -> str:
    """For example "1 worker", "2 workers"; "no workers"."""
    return f"{workers or 'no'} worker{'' if workers == 1 else 's'}"


def _words(status: WorkerStatus) -> str:
    if status.state == workers.PAUSED:
        finishing = f", {status.busy} finishing" if status.busy else ""
        return f"{count(status.workers)} paused{finishing}"
    if not status.busy:
        return f"{count(status.workers)} ready"
    if not status.free:
        return f"{count(status.workers)} busy"
    return f"{count(status.busy)} busy, {status.free} ready"


def _minutes(until: datetime | None, now: datetime) -> int:
    return max(1, ceil((until - now).total_seconds() / 60)) if until else 1
