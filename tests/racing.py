"""Races made likely: without a lock two callers would meet inside a function, with one they cannot."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import ParamSpec, TypeVar

from django.db import connections

Given = ParamSpec("Given")
Back = TypeVar("Back")


def waiting_for_company(function: Callable[Given, Back]) -> Callable[Given, Back]:
    """The function, holding the door open for a second caller to come in, which should not manage to."""
    meeting = Barrier(2)

    def slow(*args: Given.args, **kwargs: Given.kwargs) -> Back:
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1)
        return function(*args, **kwargs)

    return slow


def both_at_once(act: Callable[[], object]) -> None:
    """Do something twice at the same time, on two threads with a database connection each."""
    together = Barrier(2)

    def one(_: int) -> None:
        together.wait(timeout=30)
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(2)))
