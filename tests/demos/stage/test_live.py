"""What a test has in Redis: the stage itself, its picture, the wish to stop it."""

import asyncio
from uuid import uuid4

import pytest
from pytest_django import Settings

from demos.stage import live
from demos.stage.recording import Recording
from demos.stage.slots import Board, holder_of
from demos.stage.watching import NOBODY_KNOWS, Order, Watch
from demos.upload.tasks import make_sizes
from tests.demos.broker import RunningBroker
from tests.demos.stage.plays import both_lanes
from tests.demos.waiting import wait_until
from tests.site import free_port


def look(watch: Watch) -> tuple[int, tuple[str, ...]]:
    async def looked() -> tuple[int, tuple[str, ...]]:
        async with watch:
            return await watch.look()

    return asyncio.run(looked())


def beat(watch: Watch, recording: Recording) -> Order:
    async def beaten() -> Order:
        async with watch:
            return await watch.beat(recording)

    return asyncio.run(beaten())


@pytest.fixture
def no_redis(settings: Settings) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}"


@pytest.mark.usefixtures("redis")
class TestStage:
    def test_is_one_tests_at_a_time(self) -> None:
        one, other = uuid4(), uuid4()

        assert live.claim(one) is None
        assert live.claim(other) == one
        assert live.holder() == one

    def test_is_free_again_when_it_is_left(self) -> None:
        one, other = uuid4(), uuid4()
        live.claim(one)
        live.leave(other)
        assert live.holder() == one
        live.leave(one)

        assert live.claim(other) is None

    def test_nobody_who_is_dead_holds_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live, "SECONDS_HELD", 1)
        one, other = uuid4(), uuid4()
        live.claim(one)
        assert live.hold(one)

        wait_until(lambda: live.claim(other) is None, seconds=5)
        assert not live.hold(one)


@pytest.mark.usefixtures("redis")
class TestWatch:
    def test_shows_the_picture_and_keeps_the_stage(self) -> None:
        test = uuid4()
        live.claim(test)

        assert beat(Watch(test), both_lanes()) == Order()
        assert live.picture_of(test) == both_lanes()

    def test_hears_that_it_is_to_stop(self) -> None:
        test = uuid4()
        live.claim(test)
        live.ask_to_stop(test)

        assert beat(Watch(test), Recording()).stop

    def test_hears_that_it_has_lost_the_stage(self) -> None:
        live.claim(uuid4())

        assert beat(Watch(uuid4()), Recording()).lost

    def test_counts_what_is_not_done(self, redis: RunningBroker) -> None:
        make_sizes.delay(uuid4())
        make_sizes.delay(uuid4())

        assert look(Watch(uuid4()))[0] == redis.depth("demos") == 2

    def test_sees_what_is_in_the_slots(self, settings: Settings) -> None:
        settings.STAGE_SLOTS = 3
        board = Board(3)
        first, second = board.take("blocking"), board.take("page")
        board.leave(first)

        assert look(Watch(uuid4()))[1] == ("", "page", "")
        board.leave(second)
        assert look(Watch(uuid4()))[1] == ("", "", "")


@pytest.mark.usefixtures("no_redis")
class TestWithoutRedis:
    def test_a_presenter_is_told(self) -> None:
        with pytest.raises(live.Unreached):
            live.claim(uuid4())

    def test_a_page_shows_nothing_new(self) -> None:
        assert live.picture_of(uuid4()) is None

    def test_a_test_goes_on(self) -> None:
        assert beat(Watch(uuid4()), Recording()) == Order()
        assert look(Watch(uuid4())) == (NOBODY_KNOWS, ())

    def test_the_stage_serves_all_the_same(self) -> None:
        board = Board(1)

        assert board.take("page") == 0
        assert board.take("page") is None  # one thread more than there are slots
        board.leave(None)
        board.leave(0)
        assert board.take("page") == 0


class TestHolder:
    @pytest.mark.parametrize(
        ("path", "holder"),
        [
            ("/demos/upload/blocking/", "blocking"),
            ("/demos/order/background/", "background"),
            ("/", "page"),
            ("/demos/upload/", "page"),
        ],
    )
    def test_is_known_from_the_address(self, path: str, holder: str) -> None:
        assert holder_of(path) == holder
