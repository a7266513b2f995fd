"""The load generator against real lanes on a real server, and against servers that do not behave."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from demos.models import Run
from demos.stage import load, users
from demos.stage.load import Lost, NeverFree, Plan, clicks
from demos.stage.recording import Outcome, Recording
from demos.stage.users import NotTheStage, require_stage, visitors_of
from demos.stage.watching import Order
from tests.demos.photos import photo
from tests.site import free_port

pytestmark = pytest.mark.usefixtures("quick")

PHOTO = photo((160, 120)).getvalue()


class Watcher:
    """Sees an empty stage; gives its order from that beat of a lane on."""

    def __init__(
        self, order: Order | None = None, *, when: Callable[[Recording], bool] = lambda _: True
    ) -> None:
        self.order, self.when = order, when
        self.seen: list[Recording] = []

    queued, before = 0, ("", "")

    async def look(self) -> tuple[int, tuple[str, ...]]:
        lanes = self.seen[-1].lanes
        return self.queued, ("", "blocking") if lanes else self.before

    async def beat(self, recording: Recording) -> Order:
        self.seen.append(recording)
        return self.order if self.order and recording.lanes and self.when(recording) else Order()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks come faster."""
    monkeypatch.setattr(load, "SECONDS_BETWEEN_LOOKS", 0.02)
    monkeypatch.setattr(load, "SECONDS_BETWEEN_BEATS", 0.02)


def plan(stage: str, **fields: Any) -> Plan:
    defaults = {
        "test": uuid4(),
        "lanes": ("blocking",),
        "users": 3,
        "spread": 0.0,
        "mail_delay_ms": 100,
        "photo": PHOTO,
    }
    return Plan(stage=stage, **{**defaults, **fields})


def played(the_plan: Plan, watcher: Watcher) -> tuple[Recording, bool]:
    return asyncio.run(load.play(the_plan, watcher))


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A server that listens, and never says anything."""
    try:
        while await reader.read(65536):
            pass
    finally:
        writer.close()


@asynccontextmanager
async def _silent_server() -> AsyncIterator[str]:
    async with await asyncio.start_server(_silent, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def _redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 301 Moved Permanently\r\nLocation: https://learn.example/\r\n")
    writer.write(b"Content-Length: 0\r\nConnection: close\r\n\r\n")
    writer.close()


@asynccontextmanager
async def _redirecting_server() -> AsyncIterator[str]:
    async with await asyncio.start_server(_redirect, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


class TestLanes:
    @pytest.mark.usefixtures("mail_sink")
    def test_blocking_users_are_served_by_the_real_lane(self, live_server: LiveServer) -> None:
        the_plan = plan(live_server.url)
        recording, stopped = played(the_plan, Watcher())
        lane = recording.lane("blocking")

        assert lane is not None
        assert not stopped
        assert [seat.outcome for seat in lane.seats] == [Outcome.SERVED] * 3
        assert all(seat.wait(0) > 100 for seat in lane.seats)  # the simulated delay at the least
        assert len(lane.idle) == load.LOOKS_BEFORE
        assert any(look.outcome == Outcome.SERVED for look in lane.looks)
        assert lane.samples[0].slots == ("", "blocking")
        visitors = Run.objects.values_list("visitor", flat=True)
        assert set(visitors) == set(visitors_of(the_plan.test, "blocking", 3))

    @pytest.mark.usefixtures("broker")
    def test_background_users_are_served_without_any_worker(self, live_server: LiveServer) -> None:
        recording, _ = played(plan(live_server.url, lanes=("background",)), Watcher())

        assert [seat.outcome for seat in recording.lanes[0].seats] == [Outcome.SERVED] * 3
        assert Run.objects.filter(status=Run.Status.QUEUED).count() == 3

    @pytest.mark.usefixtures("no_broker", "transactional_db")
    def test_a_refusal_is_a_failed_seat_with_its_reason(self, live_server: LiveServer) -> None:
        recording, _ = played(plan(live_server.url, lanes=("background",)), Watcher())

        assert {seat.reason for seat in recording.lanes[0].seats} == {"503 Service Unavailable"}

    def test_nobody_listens(self) -> None:
        recording, _ = played(plan(f"http://127.0.0.1:{free_port()}"), Watcher())

        assert {seat.outcome for seat in recording.lanes[0].seats} == {Outcome.FAILED}
        assert {seat.reason for seat in recording.lanes[0].seats} == {"the connection was refused"}

    def test_who_is_sent_elsewhere_was_not_served(self) -> None:
        async def sent() -> users.Answer:
            async with _redirecting_server() as stage, users.connection(stage) as client:
                return await users.send(client, client.build_request("GET", "/"), users.Budget(1000))

        answer = asyncio.run(sent())
        assert (answer.outcome, answer.reason) == (Outcome.FAILED, "301 Moved Permanently")


class TestEnds:
    def play_in_silence(self, watcher: Watcher) -> tuple[Recording, bool]:
        async def played() -> tuple[Recording, bool]:
            async with _silent_server() as stage:
                return await load.play(plan(stage), watcher)

        return asyncio.run(played())

    @pytest.fixture(autouse=True)
    def _no_looks_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(load, "LOOKS_BEFORE", 0)

    def test_a_lane_is_over_when_its_time_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(load, "SECONDS_A_LANE", 0.3)
        recording, stopped = self.play_in_silence(Watcher())
        lane = recording.lanes[0]

        assert not stopped
        assert {(seat.outcome, seat.reason) for seat in lane.seats} == {(Outcome.GAVE_UP, load.NO_REPLY)}
        assert {look.outcome for look in lane.looks} == {Outcome.WAITING}
        assert all(look.took > 0 for look in lane.looks[:5])

    def test_stopped(self) -> None:
        recording, stopped = self.play_in_silence(Watcher(Order(stop=True)))

        assert stopped
        assert {seat.reason for seat in recording.lanes[0].seats if seat.outcome == Outcome.GAVE_UP} <= {
            load.STOPPED
        }
        assert recording.lanes[0].over

    def test_somebody_else_has_the_stage(self) -> None:
        with pytest.raises(Lost):
            self.play_in_silence(Watcher(Order(lost=True)))

    def test_past_all_bytes_users_fail(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(load, "MOST_BYTES", len(PHOTO))
        monkeypatch.setattr(load, "SECONDS_A_LANE", 0.5)
        recording, _ = self.play_in_silence(Watcher())

        assert {seat.reason for seat in recording.lanes[0].seats} == {
            "the test has sent all the bytes that it may"
        }


class TestCalmDown:
    def test_a_queue_that_nobody_empties_holds_no_lane_up_for_long(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(load, "SECONDS_FOR_THE_QUEUE", 0)
        watcher = Watcher()
        watcher.queued = 5
        recording, _ = played(plan(f"http://127.0.0.1:{free_port()}"), watcher)

        assert recording.lane("blocking")

    def test_slots_that_are_never_free_end_the_test(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(load, "SECONDS_FOR_THE_SLOTS", 0)
        watcher = Watcher()
        watcher.before = ("page", "")

        with pytest.raises(NeverFree):
            played(plan("http://127.0.0.1:1"), watcher)

    def test_a_stage_that_does_not_answer_does_not_silence_the_test(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(load, "SECONDS_A_GLANCE", 0.05)
        monkeypatch.setattr(load, "SECONDS_A_LANE", 0.1)
        watcher = Watcher()

        async def silent() -> None:
            async with _silent_server() as stage:
                await load.play(plan(stage), watcher)

        asyncio.run(silent())
        before = [recording for recording in watcher.seen if not recording.lanes]

        assert len(before) > load.LOOKS_BEFORE  # a beat before each glance


class TestWhere:
    @pytest.mark.parametrize("url", ["http://127.0.0.1:8002", "http://localhost:1", "http://[::1]:80"])
    def test_this_machine(self, url: str) -> None:
        require_stage(url, "http://stage.internal:8002")

    def test_the_stage_as_configured(self) -> None:
        require_stage("http://stage.internal:8002", "http://stage.internal:8002")

    @pytest.mark.parametrize(
        "url",
        [
            "http://example.com",
            "http://stage.internal:8003",
            "https://stage.internal:8002",
            "http://192.0.2.1",
            "http://127.0.0.1.example.com",
            "http://localhost@example.com",
        ],
    )
    def test_nowhere_else(self, url: str) -> None:
        with pytest.raises(NotTheStage):
            require_stage(url, "http://stage.internal:8002")

    def test_it_is_asked_before_anything_is_sent(self, settings: Settings) -> None:
        settings.STAGE_URL = "http://stage.internal:8002"
        with pytest.raises(NotTheStage):
            played(plan("http://example.com"), Watcher())


class TestClicks:
    def test_all_at_once(self) -> None:
        assert clicks(plan("", users=5)) == [0.0] * 5

    def test_spread_at_random_the_same_for_both_lanes(self) -> None:
        the_plan = plan("", users=200, spread=10.0, test=UUID(int=7))
        moments = clicks(the_plan)

        assert moments == sorted(moments) == clicks(the_plan)
        assert 0 <= moments[0] < moments[-1] <= 10_000
        assert sum(moment < 5_000 for moment in moments) == pytest.approx(100, abs=30)
        assert clicks(plan("", users=200, spread=10.0, test=UUID(int=8))) != moments


class TestVisitors:
    def test_are_everybody_a_visitor_of_their_own_and_found_again(self) -> None:
        test = uuid4()
        everybody = visitors_of(test, "blocking", 200) + visitors_of(test, "background", 200)

        assert len(set(everybody)) == 400
        assert visitors_of(test, "blocking", 200) == everybody[:200]
