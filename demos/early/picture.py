"""One try of each side on one axis: the open transaction, the message's wait, the look, the COMMIT. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from demos.timeline import QUEUE, WEB, Step
from demos.timeline.axis import Axis, axis_for
from demos.timeline.bars import Bar, Flag, bar_for, flag_for

SHORTEST_AXIS_MS = 20.0  # so that two moments near each other look near


@dataclass(frozen=True)
class Moments:
    """A try, in ms from the beginning of its transaction; None for what is not known (yet)."""

    now: float
    sent: float | None
    looked: float | None
    committed: float | None
    missed: bool


@dataclass(frozen=True)
class Scene:
    """A try as drawn. `open` lasts until the COMMIT; `wait` is the message's, until a worker looked."""

    missed: bool

    open: Bar
    wait: Bar | None
    look: Flag | None
    commit: Flag | None


@dataclass(frozen=True)
class Picture:
    """Both sides; None for one that has not been tried."""

    axis: Axis
    scenes: tuple[Scene | None, ...]


def draw(sides: Sequence[Moments | None]) -> Picture:
    """Place the tries on the shortest axis that holds them all."""
    axis = axis_for(SHORTEST_AXIS_MS, *(moment for side in sides if side for moment in _moments(side)))
    return Picture(axis, tuple(_scene(side, axis) if side else None for side in sides))


def _moments(side: Moments) -> list[float]:
    known = [moment for moment in (side.sent, side.looked, side.committed) if moment is not None]
    return known if side.committed is not None else [*known, side.now]


def _scene(side: Moments, axis: Axis) -> Scene:
    wait = None
    if side.sent is not None:
        wait = bar_for(Step("in the queue", "queue", QUEUE, side.sent, side.looked), axis, side.now)
    return Scene(
        missed=side.missed,
        open=bar_for(Step("transaction open", "work", WEB, 0.0, side.committed), axis, side.now),
        wait=wait,
        look=None if side.looked is None else flag_for(side.looked, axis),
        commit=None if side.committed is None else flag_for(side.committed, axis),
    )
