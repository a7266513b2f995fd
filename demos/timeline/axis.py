"""The axis that everything in one picture shares: milliseconds in, percent of the width out."""

import math
from dataclasses import dataclass
from itertools import takewhile

from demos.durations import SECOND

MOST_TICKS = 6
HEADROOM = 1.08  # room at the right for the line of the last moment and the words beside it


@dataclass(frozen=True)
class Tick:
    """A labelled moment on the axis. `x` is a percentage of its width."""

    x: float
    text: str


@dataclass(frozen=True)
class Axis:
    """From 0 to `ms` milliseconds, drawn over the full width."""

    ms: float

    def at(self, ms: float) -> float:
        """Where a moment lies, in percent, three decimals; what falls outside lies on the edge."""
        return round(min(max(ms / self.ms, 0.0), 1.0) * 100, 3)

    def times_larger(self, other: "Axis") -> float:
        """How many times larger the same span is drawn on this axis than on `other`."""
        return other.ms / self.ms

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """At most six round moments, from 0."""
        step = _round_step(self.ms / MOST_TICKS)
        moments = takewhile(lambda ms: ms <= self.ms, (step * n for n in range(MOST_TICKS + 1)))
        return tuple(Tick(self.at(ms), _tick_text(ms, step)) for ms in moments)


def axis_for(*moments: float) -> Axis:
    """The axis that shows every one of these moments (ms) with room to spare; never an empty one."""
    return Axis(round(max(1.0, *moments) * HEADROOM, 3))


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is at least `least`."""
    power: float = 10.0 ** math.floor(math.log10(least))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= least)


def _tick_text(ms: float, step: float) -> str:
    """One unit for the whole axis, so that the ticks read as a scale: 0.5 s, 1.0 s, or 20 ms, 40 ms."""
    if ms == 0:
        return "0"
    if step < SECOND / 10:
        return f"{ms:g} ms"
    return f"{ms / SECOND:.0f} s" if step >= SECOND else f"{ms / SECOND:.1f} s"
