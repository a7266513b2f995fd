"""One lane of a load test while it is played: its clock, its seats, its series. Plain state, no I/O."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from demos.models import Run
from demos.stage.recording import LanePlay, Look, Outcome, Sample, Seat


class Lane:
    """One lane while it is played. Its seats change, and its series grow, as things happen."""

    def __init__(
        self, name: str, clicks: Sequence[float], idle: tuple[float, ...], guests: Sequence[int] = ()
    ) -> None:
        self._name, self._idle = name, idle
        self._began = time.perf_counter()
        self.seats = [
            Seat(Outcome.COMING, moment, guest=guest)
            for moment, guest in zip_longest(clicks, guests, fillvalue=0)
        ]
        self.looks: list[Look] = []
        self.samples: list[Sample] = []
        self.over = self.closed = False

    @property
    def queues(self) -> bool:
        """Whether there is work left when everybody has a reply."""
        return self._name == Run.Lane.BACKGROUND

    @property
    def now(self) -> float:
        """Milliseconds since it began."""
        return (time.perf_counter() - self._began) * 1000

    def give_up(self, reason: str) -> None:
        """None of the users waits any longer."""
        now, self.over = self.now, True
        for number, seat in enumerate(self.seats):
            if seat.outcome == Outcome.WAITING:
                self.seats[number] = replace(seat, outcome=Outcome.GAVE_UP, ended=now, reason=reason)

    def seen(self) -> LanePlay:
        """What there is to see of it now. A look that is still on has taken as long as until now."""
        now = self.now
        return LanePlay(
            lane=self._name,
            now=now,
            over=self.over,
            seats=tuple(self.seats),
            looks=tuple(
                replace(look, took=now - look.at) if look.outcome == Outcome.WAITING else look
                for look in self.looks
            ),
            samples=tuple(self.samples),
            idle=self._idle,
        )
