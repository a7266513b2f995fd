"""Waiting until everything that the site has accepted is over."""

import time
from collections.abc import Callable, Sequence

from benchmarks.torture.people import Person, accepted
from demos.models import Run
from demos.runs import UNFINISHED

SECONDS_WITHOUT_PROGRESS = 120  # redelivery takes half a minute


class Stuck(Exception):
    """For so long nothing has been finished."""


def wait_until_over(
    people: Sequence[Person], count: int | None = None, look: Callable[[], object] = int
) -> None:
    """Until `count` of their runs, or all that they have begun, are over; `look` may raise what is wrong.

    Raises Stuck.
    """
    finished, since = _finished(people), time.monotonic()
    while finished < (wanted := len(accepted(people)) if count is None else count):
        look()
        time.sleep(0.1)
        if (now := _finished(people)) > finished:
            finished, since = now, time.monotonic()
        elif time.monotonic() - since > SECONDS_WITHOUT_PROGRESS:
            raise Stuck(f"{finished} of {wanted} runs are over, no other since {SECONDS_WITHOUT_PROGRESS} s")


def _finished(people: Sequence[Person]) -> int:
    return Run.objects.filter(pk__in=accepted(people)).exclude(status__in=UNFINISHED).count()
