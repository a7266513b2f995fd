"""The cache that outlives Redis."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from config.cache import RedisOrMemory
from config.redis_away import RedisAway
from tests.demos.broker import RunningBroker, running_broker


@pytest.fixture(autouse=True)
def _not_known_to_be_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RedisAway, "until", 0.0)


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBroker]:
    monkeypatch.delenv("REDIS_URL", raising=False)
    with running_broker(tmp_path) as broker:
        yield broker


def cache_of(broker: RunningBroker) -> RedisOrMemory:
    """As one more process or thread would have it."""
    path = broker._client.connection_pool.connection_kwargs["path"]
    return RedisOrMemory(f"unix://{path}", {"KEY_PREFIX": "site"})


class TestWithRedis:
    def test_all_processes_share_what_is_in_it(self, broker: RunningBroker) -> None:
        cache_of(broker).set("tries", [1, 2], 60)
        assert cache_of(broker).get("tries") == [1, 2]
        assert not cache_of(broker).add("tries", [], 60)
        assert cache_of(broker).delete("tries")
        assert cache_of(broker).get("tries", []) == []

    def test_its_keys_are_the_sites_own(self, broker: RunningBroker) -> None:
        cache_of(broker).set("tries", 1, 60)
        assert Redis.keys(broker._client) == [b"site:1:tries"]

    def test_it_is_never_emptied_because_the_queue_lies_there_too(self, broker: RunningBroker) -> None:
        with pytest.raises(NotImplementedError):
            cache_of(broker).clear()


class TestWithoutRedis:
    def test_the_process_counts_for_itself(self) -> None:
        cache = RedisOrMemory("redis://127.0.0.1:1", {})
        assert cache.add("away", 1, 60)
        assert not RedisOrMemory("redis://127.0.0.1:1", {}).add("away", 2, 60)
        assert cache.get("away") == 1
        cache.delete("away")

    def test_a_frozen_one_costs_a_moment_and_only_the_first_who_asks(self, broker: RunningBroker) -> None:
        cache = cache_of(broker)
        cache.set("tries", 1, 60)
        broker.freeze()
        began = time.monotonic()
        for _ in range(20):
            cache_of(broker).set("frozen", 1, 60)
        assert time.monotonic() - began < 1.5
        assert cache.get("frozen") == 1

    def test_it_is_asked_again_after_a_while(
        self, broker: RunningBroker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        RedisOrMemory("redis://127.0.0.1:1", {}).set("tries", "in memory", 60)
        cache_of(broker).set("tries", "in memory, too", 60)
        monkeypatch.setattr(RedisAway, "until", time.monotonic())
        assert cache_of(broker).get("tries") is None
