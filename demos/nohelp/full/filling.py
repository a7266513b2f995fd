"""Filling the processor: one filling at a time on the whole site, for seconds, ended whatever happens."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from django.utils import timezone

from demos.nohelp.full import burner
from demos.nohelp.models import Filling

SECONDS = 10
NICENESS = 2  # a little behind everybody else: the site's pages come first, and the work still feels it
THE_ONLY = 1
SECONDS_TO_END = 5  # for a burner whose time is over, on a busy machine


class Taken(Exception):
    """It is being filled already, for `seconds` more at the most."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def ask(now: datetime) -> datetime:
    """Take the turn, and return until when; or raise Taken. One statement: of two askers one gets it."""
    Filling.objects.get_or_create(pk=THE_ONLY, defaults={"until": now})
    until = now + timedelta(seconds=SECONDS)
    if not Filling.objects.filter(pk=THE_ONLY, until__lte=now).update(until=until, processes=0):
        raise Taken(max(1, ceil(seconds_left(now))))
    return until


def give_back(until: datetime, now: datetime) -> None:
    """The turn that lasts `until` then is over. If it is somebody else's by now, nothing happens."""
    Filling.objects.filter(pk=THE_ONLY, until=until).update(until=min(until, now), processes=0)


def current() -> Filling | None:
    """The row, if there ever was a filling."""
    return Filling.objects.filter(pk=THE_ONLY).first()


def seconds_left(now: datetime) -> float:
    """0 where nobody has the turn."""
    filling = current()
    return max(0.0, (filling.until - now).total_seconds()) if filling else 0.0


def is_full(now: datetime) -> bool:
    """Whether the processor is being filled now."""
    filling = current()
    return bool(filling and filling.is_on(now))


def fill(processes: int) -> None:
    """Keep so many cores busy for what is left of the turn; nothing where it is over."""
    filling, now = current(), timezone.now()
    if filling is None or filling.until <= now:
        return
    seconds = min((filling.until - now).total_seconds(), SECONDS)
    try:
        with burning(processes, seconds) as burners:
            Filling.objects.filter(pk=THE_ONLY, until=filling.until).update(processes=processes)
            for one in burners:
                one.wait(timeout=SECONDS + SECONDS_TO_END)
    finally:
        give_back(filling.until, timezone.now())


@contextmanager
def burning(processes: int, seconds: float) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many burners, children of this process. None is left when the block is."""
    command = (
        sys.executable,
        "-IS",
        str(Path(burner.__file__)),
        str(seconds),
        str(NICENESS),
        str(os.getpid()),
    )
    burners: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(processes):  # one by one: those that did start are ended also if the next one cannot
            burners.append(subprocess.Popen(command, stdin=subprocess.DEVNULL))  # noqa: PERF401, S603
        yield burners
    finally:
        for one in burners:
            one.kill()
            one.wait()
