"""Learners who all use the site at the same time, phase after phase of an ordeal."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from random import Random
from threading import Event, Thread

from benchmarks.torture.broker.learner import Learner, Reply
from benchmarks.visitor import Visitor

LONGEST_PAUSE = 0.5  # of a learner between two things, seconds


class Crowd:
    """`learners` use the site from the first phase on until they are told to stop."""

    def __init__(self, learners: Sequence[Learner]) -> None:
        self.learners = learners
        self._enough = Event()
        self._threads = [Thread(target=self._go_on, args=(learner,)) for learner in learners]
        self.died: list[BaseException] = []

    def start(self) -> None:
        """All of them begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Each ends what it is doing."""
        self._enough.set()
        for thread in self._threads:
            if thread.ident:
                thread.join()

    def go_through(self, phase: str, seconds: float, begin: Callable[[], object]) -> None:
        """What is asked from now on is asked in this phase, which begins so and lasts so long."""
        for learner in self.learners:
            learner.phase = phase
        begin()
        time.sleep(seconds)

    def replies(self) -> list[Reply]:
        """All that anybody has got."""
        return [reply for learner in self.learners for reply in learner.replies]

    def _go_on(self, learner: Learner) -> None:
        try:
            while not self._enough.wait(learner.chance.uniform(0, LONGEST_PAUSE)):
                learner.do_something()
        except Exception as error:
            self.died.append(error)
            raise


@contextmanager
def crowd(url: str, count: int, chance: Random) -> Iterator[Crowd]:
    """So many learners who have seen a page, and so have a token for forms; they stop with the context."""
    with ExitStack() as open_visitors:
        visitors = [open_visitors.enter_context(Visitor(url)) for _ in range(count)]
        for visitor in visitors:
            visitor.get("/demos/upload/")
        learners = [Learner(visitor, chance=Random(chance.random())) for visitor in visitors]  # noqa: S311
        everybody = Crowd(learners)
        try:
            yield everybody
        finally:
            everybody.stop()
