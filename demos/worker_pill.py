"""The workers' state as a few words and a dot for each, on every page that needs them."""

from dataclasses import dataclass

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
    """`dots` is True for a worker that is busy; `works` is False where nobody would take a task."""

    words: str
    dots: tuple[bool, ...]
    works: bool

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
    return Pill(_words(status), dots[:MOST_DOTS], works=status.state != workers.PAUSED)


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
