"""From the first task that has to wait to the empty queue: what the chart shows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from demos.durations import Duration
from demos.timeline.axis import Axis, axis_for

LONGEST_STORY = timedelta(minutes=15)  # a pause ends by itself after ten
LONGEST_GAP = timedelta(seconds=20)  # longer than nobody has looked, nothing is known
SHORTEST_MS = 10_000.0  # so that the first samples do not fill the chart


@dataclass(frozen=True)
class Moment:
    """The queue at one time; `paused`: no worker took anything."""

    at: datetime
    waiting: int
    taken: int
    paused: bool

    @property
    def total(self) -> int:
        return self.waiting + self.taken

    @property
    def ends(self) -> bool:
        """The queue is empty and somebody would take what comes."""
        return not self.total and not self.paused


@dataclass(frozen=True)
class Story:
    """Its moments, oldest first, at least one."""

    moments: tuple[Moment, ...]

    @property
    def peak(self) -> int:
        """How deep the queue was at its deepest."""
        return max(moment.total for moment in self.moments)

    @property
    def lasted(self) -> Duration:
        return self._since_start(self.moments[-1])

    @property
    def is_over(self) -> bool:
        return self.moments[-1].ends

    @property
    def paused(self) -> Duration | None:
        """When the pause was first seen; None where there was none."""
        first = next((moment for moment in self.moments if moment.paused), None)
        return self._since_start(first) if first else None

    @property
    def resumed(self) -> Duration | None:
        """When somebody was first seen to work again after the last pause."""
        moment = self._resumed()
        return self._since_start(moment) if moment else None

    @property
    def drained(self) -> Duration | None:
        """How long it took from then until the queue was seen empty; None where either was not seen."""
        resumed = self._resumed()
        if not resumed or not self.is_over:
            return None
        return Duration(_ms(self.moments[-1].at - resumed.at))

    @property
    def kept_waiting(self) -> int:
        """How many tasks waited when the last pause ended; 0 without one."""
        return next((moment.waiting for moment in reversed(self.moments) if moment.paused), 0)

    @property
    def axis(self) -> Axis:
        return axis_for(SHORTEST_MS, self.lasted.ms)

    def x(self, moment: Moment) -> float:
        """Percent of the width."""
        return self.axis.at(self._since_start(moment).ms)

    def _resumed(self) -> Moment | None:
        last = max((n for n, moment in enumerate(self.moments) if moment.paused), default=None)
        if last is None or last + 1 == len(self.moments):
            return None
        return self.moments[last + 1]

    def _since_start(self, moment: Moment) -> Duration:
        return Duration(_ms(moment.at - self.moments[0].at))


def latest_story(moments: Sequence[Moment]) -> Story | None:
    """The one that goes on, or that was over last: a new one begins after an end, and after a gap."""
    found: list[Moment] = []
    for moment in moments:
        if found and (found[-1].ends or moment.at - found[-1].at > LONGEST_GAP):
            found = []
        found.append(moment)
    return Story(tuple(found)) if found else None


def _ms(time: timedelta) -> float:
    return time.total_seconds() * 1000
