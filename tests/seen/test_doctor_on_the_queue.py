"""The broker and the workers are broken for real, and the doctor says so."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from redis import Redis

from config.celery import app
from config.doctor import broker, worker_side, workers
from config.doctor.diagnosis import State
from config.redis_away import RedisAway
from config.ticks import TICK, note_tick
from tests.demos.broker import celery_on, running_broker
from tests.seen.diagnoses import NOWHERE, by_name


@pytest.fixture
def redis(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    """A real one of the test's own, as `make start` starts it."""
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setattr(RedisAway, "until", 0.0)
    with running_broker(tmp_path):
        settings.REDIS_URL = f"unix://{tmp_path}/run/redis.sock"
        with Redis.from_url(settings.REDIS_URL) as client:
            yield client


class TestBroker:
    def test_ours_is_well(self, redis: Redis) -> None:
        assert {one.state for one in broker.broker()} == {State.OK}

    def test_one_that_forgets_and_throws_away(self, redis: Redis) -> None:
        redis.config_set("appendonly", "no")
        redis.config_set("maxmemory-policy", "allkeys-lru")
        found = by_name(broker.broker())
        assert found["broker's memory"].state is State.WARN
        assert found["broker's eviction"].state is State.FAIL
        redis.config_set("maxmemory", 0)
        assert by_name(broker.broker())["broker's eviction"].state is State.WARN

    def test_one_that_is_too_old(self) -> None:
        assert broker._version({"redis_version": "5.0.14"}).state is State.FAIL
        assert broker._version({"redis_version": "7.2.4", "valkey_version": "8.1.0"}).says.endswith("8.1.0.")

    def test_none(self, settings: Settings) -> None:
        settings.REDIS_URL = f"redis://:secret@{NOWHERE}/0"
        (found,) = broker.broker()
        assert found.state is State.FAIL
        assert "secret" not in found.says


class TestWorkers:
    def test_nobody_answers(self, redis: Redis) -> None:
        found = list(workers.workers())
        assert [one.state for one in found] == [State.FAIL] * 3
        assert found[0].do == "Start it: python -m config.processes.run worker-demos"

    def test_no_broker_to_ask_them_through(self) -> None:
        with celery_on(f"redis://{NOWHERE}"):
            (found,) = workers.workers()
        assert found.says == "Nobody can ask the workers: the broker is away."

    def test_other_code_other_time_other_hosts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        said = {"queues": ["site", "load"], "code": "old", "host": "one"}
        told = {"site@one": said, "demos@two": {**said, "queues": ["demos"], "host": "two"}}
        monkeypatch.setattr(workers, "_ask", lambda: (told, {"site@one": 0.0, "demos@two": 7.4}))
        monkeypatch.setattr(connection, "vendor", "sqlite")
        found = by_name(workers.workers())
        assert found["workers of 'site'"].says == "site@one answers."
        assert found["code"].state is State.FAIL
        assert found["clocks"].says == "The clocks of hosts differ: demos@two by 7 s."
        assert found["hosts"].state is State.FAIL

    def test_the_clock(self, redis: Redis) -> None:
        assert "has not ticked" in next(iter(workers.clock())).says
        note_tick()
        assert next(iter(workers.clock())).state is State.OK
        redis.set(TICK, time.time() - 600)
        (found,) = workers.clock()
        assert (found.state, found.says) == (
            State.FAIL,
            "The clock of the housekeeping ticked last 600 seconds ago.",
        )

    def test_they_know_the_command(self) -> None:
        app.loader.import_default_modules()
        from celery.worker.control import Panel  # noqa: PLC0415

        assert worker_side.ABOUT in Panel.data
