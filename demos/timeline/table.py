"""The same timings as a table: under the picture, and for those who cannot see it."""

from collections import Counter
from dataclasses import dataclass

from demos.durations import Duration
from demos.timeline.bars import QUEUE, WEB
from demos.timeline.picture import Lane
from demos.timeline.rows import worker_titles

Key = tuple[str, int]  # a step's name, and the how manieth of that name it is: a retry has its own line


@dataclass(frozen=True)
class Entry:
    """How long a step took in one lane, and when it was done, both from the lane's start."""

    took: Duration
    done: Duration
    where: str
    is_open: bool

    @property
    def begun(self) -> float:
        """Milliseconds."""
        return self.done.ms - self.took.ms


@dataclass(frozen=True)
class Line:
    """One step in both lanes; None where a lane has no such step."""

    step: str
    blocking: Entry | None
    background: Entry | None


def table_for(blocking: Lane | None, background: Lane | None) -> tuple[Line, ...]:
    """Every step of the lanes that have begun, in the order of the lane where each began first."""
    left, right = _entries(blocking), _entries(background)

    def begun(key: Key) -> float:
        return min(side[key].begun for side in (left, right) if key in side)

    keys = sorted({**left, **right}, key=begun)
    return tuple(Line(key[0], left.get(key), right.get(key)) for key in keys)


def _entries(lane: Lane | None) -> dict[Key, Entry]:
    entries: dict[Key, Entry] = {}
    if lane is None:
        return entries
    titles = {WEB: "in the request", QUEUE: "in the queue", **worker_titles(lane.steps)}
    seen: Counter[str] = Counter()
    for step in sorted(lane.steps, key=lambda step: step.start):
        seen[step.name] += 1
        end = max(step.start, lane.now if step.end is None else step.end)
        entry = Entry(Duration(end - step.start), Duration(end), titles[step.place], step.end is None)
        entries[step.name, seen[step.name]] = entry
    return entries
