"""Backstage: which worker did what, and what still waits in the queue."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from demos.durations import Duration
from demos.timeline.axis import Axis
from demos.timeline.bars import QUEUE, WEB, Bar, Step, bar_for
from demos.timeline.labels import NARROW_PX, WIDE_PX, fits

ROW_PX = 88
ROW_GAP_PX = 10
LATE = 40.0  # percent: a title and a note that begin later would run into the heading, or out of the picture
LEAST_ROWS = 2  # so that the picture does not change its height when a second worker begins
CLOCKS_DIFFER_BY = 5.0  # ms: a task may note its start this much before the end of its wait is noted


@dataclass(frozen=True)
class Note:
    """What a row has achieved: to the right of its last bar where that fits, else beside its title."""

    text: str
    x: float

    @property
    def wide_beside(self) -> bool:
        return fits(self.text, 100 - self.x, WIDE_PX)

    @property
    def narrow_beside(self) -> bool:
        return fits(self.text, 100 - self.x, NARROW_PX)


@dataclass(frozen=True)
class Group:
    """Neighbouring steps of one kind, without a wait between them, drawn as one bar."""

    bars: tuple[Bar, ...]

    @property
    def kind(self) -> str:
        return self.bars[0].kind

    @property
    def x(self) -> float:
        return self.bars[0].x

    @property
    def width(self) -> float:
        """In percent, from the first bar's start to the last bar's end."""
        return round(max(bar.end_x for bar in self.bars) - self.x, 3)

    @property
    def simulated(self) -> bool:
        return any(bar.simulated for bar in self.bars)

    @property
    def is_open(self) -> bool:
        return any(bar.is_open for bar in self.bars)


@dataclass(frozen=True)
class Row:
    """One worker: how long its tasks had waited in the queue, and its work. No work: still in the queue."""

    title: str
    waits: tuple[Bar, ...]
    bars: tuple[Bar, ...]
    note: Note | None = None
    firsts: tuple[Bar | None, ...] = ()  # for each wait the work that it was for; None: not begun

    @property
    def groups(self) -> tuple[Group, ...]:
        groups: list[list[Bar]] = []
        for bar in self.bars:
            if groups and self._goes_on(groups[-1][-1], bar):
                groups[-1].append(bar)
            else:
                groups.append([bar])
        return tuple(Group(tuple(bars)) for bars in groups)

    @property
    def title_x(self) -> float | None:
        """Where the title stands, in percent: over the work; None, at the left, if it is late or not yet."""
        return self.bars[0].x if self.bars and self.bars[0].x < LATE else None

    def _goes_on(self, before: Bar, bar: Bar) -> bool:
        """Whether the worker went on with more of the same, and not with what began to wait only then."""
        pauses = (before.end - CLOCKS_DIFFER_BY <= wait.start <= bar.start for wait in self.waits)
        return bar.kind == before.kind and not any(pauses)


@dataclass(frozen=True)
class Taken:
    """A wait in the queue, which worker ended it, and with which work that went on; None: not yet known."""

    wait: Step
    place: str | None = None
    work: Step | None = None


def rows_for(steps: Sequence[Step], axis: Axis, now: float, milestones: Mapping[str, str]) -> tuple[Row, ...]:
    """A row for each worker, in the order in which they began; then one for each task still in the queue."""
    work = _in_order(step for step in steps if step.place not in {WEB, QUEUE})
    bars = {step: bar_for(step, axis, now) for step in steps}
    queued = _who_took(steps, work)
    rows = []
    for place, title in worker_titles(steps).items():
        own = tuple(bars[step] for step in work if step.place == place)
        taken = [one for one in queued if one.place == place]
        waits = tuple(bars[one.wait] for one in taken)
        firsts = tuple(bars[one.work] if one.work else None for one in taken)
        rows.append(Row(title, waits, own, _note(own, milestones), firsts))
    left = (bars[one.wait] for one in queued if one.place is None)
    return (*rows, *(Row(f"{bar.name[:1].upper()}{bar.name[1:]}", (bar,), (), None, (None,)) for bar in left))


def worker_titles(steps: Sequence[Step]) -> dict[str, str]:
    """A title for each place where a worker was seen: "Worker 1", "Worker 2" … in the order they began."""
    places = dict.fromkeys(step.place for step in _in_order(steps) if step.place not in {WEB, QUEUE})
    return {place: f"Worker {number}" for number, place in enumerate(places, start=1)}


def _who_took(steps: Sequence[Step], work: Sequence[Step]) -> list[Taken]:
    """Each wait with the worker that took its task, and the step that it began first after that.

    Where the worker was not noted, it is the one whose step began first. No step answers for two waits, and
    the wait that ended first chooses first: a task may be taken before one that was enqueued earlier.
    """
    free = list(work)
    places = {step.place for step in work}
    taken = []
    for wait in sorted((step for step in steps if step.place == QUEUE), key=_picked_up):
        known = wait.taker if wait.taker in places else None
        step = next((step for step in free if _follows(step, wait) and known in {None, step.place}), None)
        if step:
            free.remove(step)
        taken.append(Taken(wait, step.place if step else known, step))
    return taken


def _picked_up(wait: Step) -> tuple[float, float]:
    """For sorting: by when it was taken, or else by when it was put there."""
    return (math.inf if wait.end is None else wait.end, wait.start)


def _follows(step: Step, wait: Step) -> bool:
    """A worker that noted that it took the task began its work after that, by its own clock."""
    return wait.end is not None and step.start >= wait.end - (0.0 if wait.taker else CLOCKS_DIFFER_BY)


def _in_order(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.start)


def _note(bars: Sequence[Bar], milestones: Mapping[str, str]) -> Note | None:
    ended = (bar for bar in bars if bar.name in milestones and not (bar.is_open or bar.in_vain))
    reached = sorted(ended, key=lambda bar: bar.reached)
    if not reached:
        return None
    text = "; ".join(f"{milestones[bar.name]}, {Duration(bar.reached)}" for bar in reached)
    return Note(text, max(bar.end_x for bar in bars))
