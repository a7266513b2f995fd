"""What one question to the workers tells, and what silence means. With a real worker: test_race."""

import threading
import time

import pytest

from config.celery import app
from demos import workers
from demos.workers import BUSY, NONE, READY, UNREACHED, WorkerStatus
from tests.demos.broker import RunningBroker
from tests.demos.waiting import wait_until

A_MOMENT = 10  # seconds: without bounds of its own the question would wait for ever


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_latest", workers._Latest())


class TestStatus:
    @pytest.mark.usefixtures("broker")
    def test_nobody_answers(self) -> None:
        began = time.monotonic()
        assert workers.status() == WorkerStatus(NONE)
        assert workers.answer() is False
        assert time.monotonic() - began < A_MOMENT

    @pytest.mark.usefixtures("no_broker")
    def test_no_queue(self) -> None:
        assert workers.status() == WorkerStatus(UNREACHED)

    def test_a_frozen_queue(self, broker: RunningBroker) -> None:
        workers.status()
        broker.freeze()
        began = time.monotonic()
        assert workers._ask() == WorkerStatus(UNREACHED)
        assert time.monotonic() - began < A_MOMENT

    @pytest.mark.parametrize(
        ("busy", "state", "free"), [(0, READY, 2), (1, READY, 1), (2, BUSY, 0), (3, BUSY, 0)]
    )
    def test_how_many_are_busy(
        self, busy: int, state: str, free: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = [{"demos@host": {"workers": 2, "busy": busy}}]
        monkeypatch.setattr(app.control, "broadcast", lambda *_, **__: answer)
        found = workers.status()
        assert (found.state, found.workers, found.free) == (state, 2, free)


class TestManyPollers:
    def test_one_asks_and_nobody_waits_for_it_but_the_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[None] = []
        go_on = threading.Event()

        def ask() -> WorkerStatus:
            asked.append(None)
            if len(asked) > 1:
                assert go_on.wait(30)
            return WorkerStatus(READY, workers=len(asked))

        monkeypatch.setattr(workers, "_ask", ask)
        monkeypatch.setattr(workers, "SECONDS_KEPT", 0)
        assert workers.status().workers == 1
        refreshing = threading.Thread(target=workers.status)
        refreshing.start()
        wait_until(lambda: len(asked) == 2)
        assert workers.status().workers == 1  # the old answer, at once
        go_on.set()
        refreshing.join()
        assert len(asked) == 2

    def test_an_answer_is_kept_for_a_moment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        answers = iter([WorkerStatus(READY, 2)])
        monkeypatch.setattr(workers, "_ask", lambda: next(answers))
        assert workers.status() == workers.status() == WorkerStatus(READY, 2)
