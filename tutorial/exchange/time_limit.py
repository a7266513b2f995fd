"""A file may not keep whoever imports it waiting for ever, whatever is written in it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tutorial.exchange.refusal import Refused

LONGEST = 300.0  # seconds

TOO_SLOW = f"This file takes longer than {LONGEST / 60:.0f} minutes to read. Import a part of it."


@contextmanager
def within_time() -> Iterator[None]:
    """Refused if what is done within takes too long. It borrows the alarm of a command's main thread."""
    former = signal.signal(signal.SIGALRM, _refuse)
    seconds, _ = signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _refuse(signum: int, frame: FrameType | None) -> None:
    raise Refused(TOO_SLOW)
