"""What a phone shows of its own seat."""

from dataclasses import dataclass

from demos.durations import Duration
from demos.models import Run
from demos.present.models import Guest
from demos.stage import phones
from demos.stage.recording import Outcome

SECONDS_BETWEEN_LOOKS = 5
SECONDS_BETWEEN_LOOKS_UNDER_WAY = 3

WORDS = {
    Outcome.COMING: "comes next",
    Outcome.WAITING: "still waiting",
    Outcome.SERVED: "you waited",
    Outcome.GAVE_UP: "no reply came, after",
    Outcome.FAILED: "it failed, after",
}


@dataclass(frozen=True)
class Wait:
    """What became of its photo in one lane."""

    lane: str
    title: str
    words: str
    took: Duration


@dataclass(frozen=True)
class Phone:
    """`ready`: its button was pressed, and its photo is on its way; `waits` of the newest load it was in."""

    ready: bool
    on: bool
    waits: tuple[Wait, ...]

    @property
    def look_again(self) -> int:
        """In so many seconds."""
        return SECONDS_BETWEEN_LOOKS_UNDER_WAY if self.ready and self.on else SECONDS_BETWEEN_LOOKS


def phone_of(guest: Guest) -> Phone:
    """How it stands with this guest's photo."""
    ride = phones.ride_of(guest.pk)
    return Phone(
        ready=ride.ready,
        on=ride.on,
        waits=tuple(
            Wait(lane, Run.Lane(lane).label, WORDS[seat.outcome], Duration(seat.wait(now)))
            for lane, seat, now in ride.seats
        ),
    )
