"""How many may hang in the naive view at a time: the other web threads are for everybody else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

MOST = 2


def seats() -> int:
    """Always fewer than there are web threads."""
    return min(MOST, settings.WEB_THREADS - 1)


_seats = threading.Semaphore(seats())


class NoSeat(Exception):
    """All are taken."""


@contextmanager
def seat() -> Iterator[None]:
    """One of them for the block, also if the visitor has left long since. Raises NoSeat at once."""
    if not _seats.acquire(blocking=False):
        raise NoSeat
    try:
        yield
    finally:
        _seats.release()
