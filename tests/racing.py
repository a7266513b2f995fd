"""Races made likely: without a lock two callers would meet inside a function, with one they cannot."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event
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
        _and_close(act)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(2)))


class Door:
    """Lets somebody else come in while a function is about to begin; they have a second to get through."""

    def __init__(self) -> None:
        self._inside, self._through = Event(), Event()

    def held_open_at(self, function: Callable[Given, Back]) -> Callable[Given, Back]:
        def slow(*args: Given.args, **kwargs: Given.kwargs) -> Back:
            self._inside.set()
            self._through.wait(timeout=1)
            return function(*args, **kwargs)

        return slow

    def meet(self, first: Callable[[], object], second: Callable[[], object]) -> None:
        """Do `first`, and `second` as soon as it stands at the door. Raises what either raises."""
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(_and_close, first), pool.submit(_and_close, self._after(second))]
            for each in both:
                each.result()

    def _after(self, second: Callable[[], object]) -> Callable[[], object]:
        def act() -> None:
            assert self._inside.wait(timeout=30), "nobody came to the door"
            try:
                second()
            finally:
                self._through.set()

        return act


def _and_close(act: Callable[[], object]) -> None:
    try:
        act()
    finally:
        connections.close_all()
