"""What is left when all is over: files that no row knows, rows whose file is gone, messages in the queue."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from demos import files, sweeping
from demos.noworker.depth import Depth, depth
from tests.demos.waiting import wait_until

EMPTY = Depth(0, 0)
SECONDS_TO_ACKNOWLEDGE = 15  # a run is over just before its last message is; one that was put off waits for 8


@dataclass(frozen=True)
class Leftovers:
    """`strays`: files that no row knew, before the sweep. `missing`: rows whose file was not there.
    `faults`: what must not be left, in words.
    """

    strays: int
    missing: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.strays} stray files swept, {self.missing} rows without their file"


def sweep_up() -> Leftovers:
    """Once nobody works any more: count, and sweep as the housekeeping will do it in a day."""
    with suppress(AssertionError):  # then it is a fault
        wait_until(lambda: depth() == EMPTY, SECONDS_TO_ACKNOWLEDGE)
    known, there = sweeping.known_names(), files.all_names()  # before the sweep, which would mend the rows
    sweeping.sweep_files(timezone.now() + sweeping.FILES.oldest + timedelta(minutes=1))
    return Leftovers(len(there - known), len(known - there), tuple(_faults(len(known - there))))


def _faults(missing: int) -> Iterator[str]:
    if missing:
        yield f"{missing} rows without their file"
    if strays := files.all_names() - sweeping.known_names():
        yield f"after the sweep there are {len(strays)} files without a row"
    if (left := depth()) != EMPTY:
        yield f"the queue is not empty: {left}"
