"""The first moments of the background lane, enlarged: on the shared axis they are too thin to read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from demos.durations import Duration
from demos.timeline.axis import Axis
from demos.timeline.bars import WEB, Bar, Flag, Step, bar_for, flag_for
from demos.timeline.labels import Words, words_for
from demos.timeline.rows import Row

REPLY_WITHIN = 2.1  # the reply leaves before the middle, so that there is room for words to the right of it
PICKED_UP_WITHIN = 1.4  # likewise for the words on the workers' first work
LONGEST = 4.0  # times the reply: a long wait in the queue must not shrink the reply again
MOST_STARTS = 2  # rows for the tasks of one request
WORTH_IT = 3  # times larger, at the least
ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Start:
    """A task's way out of the queue: its wait, and where the work on it begins (percent; None: not yet)."""

    title: str
    kind: str
    wait: Bar
    x: float | None

    @property
    def width(self) -> float:
        """Of the work, to the right edge of the lens, in percent."""
        return 0.0 if self.x is None else round(100 - self.x, 3)

    @property
    def begins(self) -> Words:
        """What the work may say in that width."""
        return words_for(self.width, (f"{self.title} starts", self.title), ())

    @property
    def waited(self) -> str:
        """The wait in words; without a time while it goes on, for the lens shows its beginning only."""
        return self.wait.name if self.wait.is_open else self.wait.text


@dataclass(frozen=True)
class Lens:
    """The axis of the enlargement, what the request did, when its reply left, and when the workers began."""

    axis: Axis
    times: int
    share: float
    bars: tuple[Bar, ...]
    flag: Flag
    starts: tuple[Start, ...]

    @property
    def spans(self) -> Duration:
        return Duration(self.axis.ms)

    @property
    def beside(self) -> tuple[Bar, ...]:
        """The bars too thin for words, longest first: named to the right of the flag, two at the most."""
        unnamed = [bar for bar in self.bars if not bar.words.line]
        return tuple(sorted(unnamed, key=lambda bar: -bar.took.ms)[:2])


def lens_for(steps: Sequence[Step], replied: float, rows: Sequence[Row], axis: Axis) -> Lens | None:
    """Enlarge the time around the reply (ms), or None where that would not be three times larger.

    Of the waits, those that the request itself began: not what a worker queued later, nor second tries.
    """
    pairs = [(row, *pair) for row in rows for pair in zip(row.waits, row.firsts, strict=True)]
    waits = [(row, wait, work) for row, wait, work in pairs if wait.start <= replied]
    inner = _axis_around(
        replied, [(work.start if work else wait.end) for _, wait, work in waits if not wait.is_open]
    )
    if inner.times_larger(axis) < WORTH_IT:
        return None
    return Lens(
        axis=inner,
        times=round(inner.times_larger(axis)),
        share=axis.at(inner.ms),
        bars=tuple(bar_for(step, inner, replied) for step in steps if step.place == WEB),
        flag=flag_for(replied, inner),
        starts=tuple(_start(row, wait, work, inner) for row, wait, work in waits[:MOST_STARTS]),
    )


def _axis_around(replied: float, picked_up: Sequence[float]) -> Axis:
    wanted = [min(moment * PICKED_UP_WITHIN, replied * LONGEST) for moment in picked_up]
    return Axis(_round_up(max(1.0, replied * REPLY_WITHIN, *wanted)))


def _start(row: Row, wait: Bar, work: Bar | None, axis: Axis) -> Start:
    end = None if wait.is_open else wait.end
    shown = bar_for(Step(wait.name, wait.kind, row.title, wait.start, end), axis, axis.ms)
    begun = axis.at(work.start) if work and work.start < axis.ms else None
    return Start(row.title, work.kind if work else "", shown, begun)


def _round_up(ms: float) -> float:
    """The next round number of milliseconds: 20, 25, 30, 40, 50, 60, 80, 100 …"""
    power: float = 10 ** math.floor(math.log10(ms))
    return next(power * n for n in ROUND if power * n >= ms)
