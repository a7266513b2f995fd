"""Fuzz: cards that were learnt together do not all come back together.

The `fsrs` package draws its fuzz from the global random generator. Ours is drawn by the package's rule from a
number that follows from the learner, the card and the showing, so that the button says what will happen,
an undone grade that is given again brings the same day, and the whole schedule follows from the log.
"""

from datetime import timedelta
from random import Random
from uuid import UUID

from fsrs.scheduler import FUZZ_RANGES

SHORTEST_FUZZED = 2.5  # days
SOONEST = 2  # days


def chance_of(learner: UUID | None, card: str, showing: int) -> float:
    """A number from 0 up to 1: the same each time, on every machine. None is somebody who only looks."""
    return Random(f"{learner} {card} {showing}").random()  # noqa: S311  # hides nothing


def fuzzed(interval: timedelta, chance: float, longest: int) -> timedelta:
    """`interval`, a little shorter or longer in whole days, as `chance` says; at most `longest` days.

    A longer interval is never fuzzed to fewer days than a shorter one by the same chance.
    """
    if interval.days < SHORTEST_FUZZED:
        return interval
    earliest, latest = fuzz_range(interval.days, longest)
    return timedelta(days=min(round(chance * (latest - earliest + 1) + earliest), longest))


def fuzz_range(days: int, longest: int) -> tuple[int, int]:
    """The first and the last day that the package draws from."""
    steps = ((min(days, span["end"]) - span["start"], span["factor"]) for span in FUZZ_RANGES)
    around = 1 + sum(factor * max(within, 0) for within, factor in steps)
    latest = min(round(days + around), longest)
    return min(max(SOONEST, round(days - around)), latest), latest
