"""Phones of a class in a load test: who has pressed sits among the simulated users, and is let go with them.

A press holds for SECONDS_READY: it takes part in the test that is on, else in the next one. It is forgotten
when a test that it took part in is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from uuid import UUID

from demos.stage import live
from demos.stage.live import Unreached
from demos.stage.models import LoadTest
from demos.stage.recording import Recording, Seat

READY = "stage:phones"
SECONDS_READY = 900
MOST_READY = 200


@dataclass(frozen=True)
class Phone:
    """A phone that has pressed: its guest's id, and whose upload it is."""

    guest: int
    visitor: UUID


@dataclass(frozen=True)
class Ride:
    """How it stands with a phone. `ready`: it has pressed; `on`: a load test is on now.

    `seats`: what became of it in each lane of the newest test, as (lane, seat, ms since the lane began).
    """

    ready: bool
    on: bool
    seats: tuple[tuple[str, Seat, float], ...]


def press(phone: Phone) -> None:
    """It takes part. Past MOST_READY it does not, and its page still shows the button. Raises Unreached."""
    with live.redis_line() as redis:
        if redis.hlen(READY) < MOST_READY:
            redis.hset(READY, str(phone.guest), phone.visitor.hex)
            redis.expire(READY, SECONDS_READY)


def visitors_of(seats: Iterable[Seat]) -> list[UUID]:
    """Whose uploads those of the phones in these seats are, until they are forgotten. Raises Unreached."""
    guests = {seat.guest for seat in seats if seat.guest}
    if not guests:
        return []
    with live.redis_line() as redis:
        ready = cast("dict[bytes, bytes]", redis.hgetall(READY))
    return [phone.visitor for phone in phones_of(ready) if phone.guest in guests]


def forget(recording: Recording) -> None:
    """The phones that took part have had their turn. Raises Unreached."""
    took_part = {str(seat.guest) for play in recording.lanes for seat in play.seats if seat.guest}
    if took_part:
        with live.redis_line() as redis:
            redis.hdel(READY, *took_part)


def phones_of(ready: dict[bytes, bytes]) -> tuple[Phone, ...]:
    """What Redis holds under READY, in the order in which they joined."""
    joined = sorted((int(guest), visitor.decode()) for guest, visitor in ready.items())
    return tuple(Phone(guest, UUID(visitor)) for guest, visitor in joined)


def ride_of(guest: int) -> Ride:
    """How it stands with this guest's phone; where Redis does not answer, what the rows say."""
    test = LoadTest.objects.defer("result").first()
    if test is None:
        return Ride(_is_ready(guest), on=False, seats=())
    if test.is_active:
        recording = live.picture_of(test.pk) or Recording()
        return Ride(_is_ready(guest), on=True, seats=_seats(recording).get(guest, ()))
    return Ride(_is_ready(guest), on=False, seats=_seats_of(test.pk).get(guest, ()))


Seats = dict[int, tuple[tuple[str, Seat, float], ...]]


@lru_cache(maxsize=2)  # a whole class asks for the same test
def _seats_of(test: UUID) -> Seats:
    return _seats(LoadTest.objects.get(pk=test).recording)


def _seats(recording: Recording) -> Seats:
    found: Seats = {}
    for play in recording.lanes:
        for seat in play.seats:
            if seat.guest:
                found[seat.guest] = (*found.get(seat.guest, ()), (play.lane, seat, play.now))
    return found


def _is_ready(guest: int) -> bool:
    try:
        with live.redis_line() as redis:
            return bool(redis.hexists(READY, str(guest)))
    except Unreached:
        return False


def newcomers(phones: Iterable[Phone], seats: Iterable[Seat]) -> list[Phone]:
    """The phones that have no seat yet."""
    seated = {seat.guest for seat in seats}
    return [phone for phone in phones if phone.guest not in seated]
