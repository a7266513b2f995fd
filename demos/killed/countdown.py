"""When will somebody else get the task of a worker that was killed? Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from demos.killed.attempts import Attempt
from demos.queueing import HELD
from demos.timeline import Step

SWEEP_SECONDS = 2  # how often the workers look for what is to come back


@dataclass(frozen=True)
class Countdown:
    """`seconds` are left, at the latest; 0 is "any moment now". It was taken `taken_ago` seconds ago."""

    seconds: int
    taken_ago: int


def countdown(
    steps: Sequence[Step], attempts: Sequence[Attempt], now: float, *, redelivery_seconds: int
) -> Countdown | None:
    """From when the lost worker took the task (`now` and the steps in ms); None where none is awaited."""
    held = any(step.name.startswith(HELD) and step.end is None for step in steps)
    if not held or not attempts:
        return None
    taken_ago = (now - attempts[-1].begun.ms) / 1000
    left = redelivery_seconds + SWEEP_SECONDS - taken_ago
    return Countdown(max(0, ceil(left)), int(taken_ago))
