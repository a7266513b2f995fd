"""What becomes of each try to reach the provider: by chance, and yet the same for everyone with that number.

Pure. A try's fate depends on the luck and on the try alone, so both lanes meet the same failures; and what
fails at a low rate fails at every higher one, too.
"""

from enum import Enum
from random import Random

LEAST_LUCK, MOST_LUCK = 1, 999
HALF = 0.5


class Fate(Enum):
    """`UNREACHABLE`: nothing was charged. `REPLY_LOST`: the charge was made, and nobody heard of it."""

    REPLIES = "replies"
    UNREACHABLE = "unreachable"
    REPLY_LOST = "reply lost"


def fate_of(luck: int, number: int, failure_percent: int) -> Fate:
    """Of the try of that number, from 1; half of the failures are of either kind."""
    chance = Random(f"{luck}/{number}")  # noqa: S311  it must be the same each time
    if chance.random() * 100 >= failure_percent:
        return Fate.REPLIES
    return Fate.UNREACHABLE if chance.random() < HALF else Fate.REPLY_LOST
