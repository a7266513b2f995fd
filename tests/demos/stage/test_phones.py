"""Phones that have pressed take part in a load test, once each."""

import asyncio
from uuid import UUID, uuid4

import pytest
from pytest_django.live_server_helper import LiveServer

from demos.models import Run
from demos.stage import load, phones
from demos.stage.lane import Lane
from demos.stage.phones import Phone
from demos.stage.recording import LanePlay, Outcome, Recording, Seat
from demos.stage.watching import Order, Watch
from tests.demos.broker import RunningBroker
from tests.demos.stage.test_load import plan

ADA, BOB = Phone(1, UUID(int=1)), Phone(2, UUID(int=2))


class House:
    """A watcher who tells which phones are ready: Bob only once the lane is on."""

    async def look(self) -> tuple[int, tuple[str, ...]]:
        return 0, ()

    async def beat(self, recording: Recording) -> Order:
        return Order(phones=(ADA, BOB) if recording.lanes else (ADA,))


class TestInATest:
    @pytest.mark.django_db(transaction=True)
    @pytest.mark.usefixtures("mail_sink")
    def test_sit_among_the_users_and_late_ones_beside_them(
        self, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(load, "SECONDS_BETWEEN_BEATS", 0.02)
        recording, _ = asyncio.run(load.play(plan(live_server.url, users=2), House()))

        (lane,) = recording.lanes
        assert [seat.guest for seat in lane.seats] == [1, 0, 2]
        assert {seat.outcome for seat in lane.seats} == {Outcome.SERVED}
        assert Run.objects.filter(visitor=ADA.visitor, lane="blocking", status="done").count() == 1
        assert Run.objects.filter(visitor=BOB.visitor, lane="blocking", status="done").count() == 1
        assert lane.seats[2].clicked > 0

    def test_no_more_than_there_are_seats(self) -> None:
        performance = load.Performance(plan("http://127.0.0.1:1"), House())
        performance._phones = (ADA, BOB)
        lane = Lane("blocking", [0.0] * (load.MOST_USERS - 1), ())
        assert [phone for _, phone in performance._late(lane)] == [ADA]


@pytest.mark.usefixtures("redis")
class TestReady:
    def test_whoever_has_pressed(self) -> None:
        phones.press(BOB)
        phones.press(ADA)
        phones.press(ADA)
        assert asyncio.run(_ordered()) == (ADA, BOB)

    @pytest.mark.django_db
    def test_until_they_took_part(self) -> None:
        phones.press(ADA)
        phones.press(BOB)
        seats = (Seat(Outcome.SERVED, 0, 5, guest=1), Seat(Outcome.SERVED, 0, 5))
        phones.forget(Recording((LanePlay("blocking", 9, over=True, seats=seats),)))
        assert [phones.ride_of(guest).ready for guest in (1, 2)] == [False, True]

    def test_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(phones, "MOST_READY", 1)
        phones.press(ADA)
        phones.press(BOB)
        assert asyncio.run(_ordered()) == (ADA,)

    def test_runs_out(self, redis: RunningBroker) -> None:
        phones.press(ADA)
        assert 0 < redis._client.ttl(phones.READY) <= phones.SECONDS_READY


async def _ordered() -> tuple[Phone, ...]:
    async with Watch(uuid4()) as watch:
        return (await watch.beat(Recording())).phones
