"""What one question to the workers tells, and what silence means. With real workers: test_crew."""

import threading
import time
from typing import Any

import pytest

from config.celery import app
from demos import workers
from demos.workers import BUSY, NONE, PAUSED, READY, UNKNOWN, UNREACHED, WorkerStatus
from tests.demos.broker import RunningBroker
from tests.demos.waiting import wait_until

A_MOMENT = 10  # seconds: without bounds of its own the question would wait for ever
FREE = {"number": 1, "pid": 11, "task": "", "run": "", "seconds": 0.0}
AT_WORK = {"number": 2, "pid": 12, "task": "demos.a.tasks.b", "run": "no id", "seconds": 3.0}


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_latest", workers._Latest())


def crew(free: int, busy: int, *, paused: bool = False) -> dict[str, Any]:
    return {"workers": free + busy, "paused": paused, "processes": [FREE] * free + [AT_WORK] * busy}


class Hosts:
    """What the workers of some hosts would reply, and how many replies each question waited for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.crews: dict[str, dict[str, Any]] = {}
        self.expected: list[int | None] = []
        monkeypatch.setattr(app.control, "broadcast", self._broadcast)

    def _broadcast(self, *_: object, limit: int | None, **__: object) -> list[dict[str, Any]]:
        self.expected.append(limit)
        return [{node: crew} for node, crew in self.crews.items()][:limit]


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch, broker: RunningBroker) -> Hosts:
    return Hosts(monkeypatch)


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
        assert workers.fresh_status() == WorkerStatus(UNREACHED)
        assert time.monotonic() - began < A_MOMENT

    @pytest.mark.parametrize(
        ("one", "two", "state", "free"),
        [
            (crew(2, 0), crew(1, 0), READY, 3),
            (crew(0, 2), crew(1, 0), READY, 1),
            (crew(0, 2), crew(0, 1), BUSY, 0),
            (crew(1, 1, paused=True), crew(1, 0, paused=True), PAUSED, 2),
            (crew(2, 0, paused=True), crew(0, 1), BUSY, 2),
        ],
    )
    def test_of_two_hosts(
        self, one: dict[str, Any], two: dict[str, Any], state: str, free: int, hosts: Hosts
    ) -> None:
        hosts.crews = {"demos@one": one, "demos@two": two}
        found = workers.status()
        assert (found.state, found.workers, found.free) == (state, 3, free)
        assert found.nodes == ("demos@one", "demos@two")
        assert found.paused_until is None  # nobody holds a lease

    def test_a_task_that_is_not_a_runs(self, hosts: Hosts) -> None:
        hosts.crews = {"demos@one": crew(0, 1)}
        (process,) = workers.status().processes
        assert (process.task, process.run) == ("demos.a.tasks.b", None)


class TestHowManyAreWaitedFor:
    def test_those_who_answered_last_but_now_and_then_whoever_is_there(
        self, hosts: Hosts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workers, "SECONDS_KEPT", 0)
        hosts.crews = {"demos@one": crew(2, 0)}
        workers.status()
        hosts.crews["demos@two"] = crew(2, 0)
        assert workers.status().nodes == ("demos@one",)
        monkeypatch.setattr(workers._latest, "_count_at", 0)
        assert workers.status().nodes == ("demos@one", "demos@two")
        workers.status()
        assert hosts.expected == [None, 1, None, 2]

    def test_a_missed_answer_is_doubt_and_silence_is_nobody(
        self, hosts: Hosts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workers, "SECONDS_KEPT", 0)
        hosts.crews = {"demos@one": crew(2, 0)}
        workers.status()
        hosts.crews = {}
        assert workers.status() == WorkerStatus(UNKNOWN)
        monkeypatch.setattr(workers, "SECONDS_OF_DOUBT", 0)
        assert workers.status() == WorkerStatus(NONE)


class TestManyPollers:
    def test_one_asks_and_nobody_waits_for_it_but_the_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[None] = []
        go_on = threading.Event()

        def ask(expect: int | None) -> WorkerStatus:
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
        monkeypatch.setattr(workers, "_ask", lambda expect: next(answers))
        assert workers.status() == workers.status() == WorkerStatus(READY, 2)
