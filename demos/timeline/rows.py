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


def rows_for(steps: Sequence[Step], axis: Axis, now: float, milestones: Mapping[str, str]) -> tuple[Row, ...]:
    """A row for each worker, in the order in which they began; then one for each task still in the queue."""
    work = _in_order(step for step in steps if step.place not in {WEB, QUEUE})
    queued = [(bar_for(wait, axis, now), taker) for wait, taker in _who_took(steps, work)]
    rows = []
    for place, title in worker_titles(steps).items():
        bars = tuple(bar_for(step, axis, now) for step in work if step.place == place)
        rows.append(
            Row(title, tuple(bar for bar, taker in queued if taker == place), bars, _note(bars, milestones))
        )
    left = [
        Row(f"{bar.name[:1].upper()}{bar.name[1:]}", (bar,), ()) for bar, taker in queued if taker is None
    ]
    return (*rows, *left)


def worker_titles(steps: Sequence[Step]) -> dict[str, str]:
    """A title for each place where a worker was seen: "Worker 1", "Worker 2" … in the order they began."""
    places = dict.fromkeys(step.place for step in _in_order(steps) if step.place not in {WEB, QUEUE})
    return {place: f"Worker {number}" for number, place in enumerate(places, start=1)}


def _who_took(steps: Sequence[Step], work: Sequence[Step]) -> list[tuple[Step, str | None]]:
    """Each wait with the worker whose step began first after it ended; no step answers for two waits.

    The wait that ended first chooses first: a task may be taken before one that was enqueued earlier.
    """
    free = list(work)
    pairs: list[tuple[Step, str | None]] = []
    for wait in sorted((step for step in steps if step.place == QUEUE), key=_picked_up):
        step = next((step for step in free if _follows(step, wait)), None)
        if step:
            free.remove(step)
        pairs.append((wait, step.place if step else None))
    return pairs


def _picked_up(wait: Step) -> tuple[float, float]:
    """For sorting: by when it was taken, or else by when it was put there."""
    return (math.inf if wait.end is None else wait.end, wait.start)


def _follows(step: Step, wait: Step) -> bool:
    return wait.end is not None and step.start >= wait.end - CLOCKS_DIFFER_BY


def _in_order(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.start)


def _note(bars: Sequence[Bar], milestones: Mapping[str, str]) -> Note | None:
    reached = sorted((b for b in bars if b.name in milestones and not b.is_open), key=lambda bar: bar.end)
    if not reached:
        return None
    text = "; ".join(f"{milestones[bar.name]}, {Duration(bar.end)}" for bar in reached)
    return Note(text, max(bar.end_x for bar in bars))
