"""A queue that is away costs one visitor a wait, not everybody."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from kombu.exceptions import OperationalError

from config import publishing
from config.publishing import Publisher
from tests.demos.broker import RunningBroker
from tests.demos.conftest import broker
from tests.site import free_port

__all__ = ["broker"]
BOUNDS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 1, "interval_start": 0}
AT_ONCE = 0.2


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """One that knows of no broker that answers."""
    with Publisher("test", broker=f"redis://127.0.0.1:{free_port()}", set_as_current=False, fixups=[]) as app:
        app.conf.update(
            broker_transport_options=BOUNDS,
            task_publish_retry_policy={"max_retries": 0},
            task_ignore_result=True,
        )
        yield app


def seconds_to_publish(publisher: Publisher) -> float:
    began = time.monotonic()
    with pytest.raises(OperationalError):
        publisher.send_task("any", ignore_result=True)
    return time.monotonic() - began


def use(publisher: Publisher, broker: RunningBroker) -> None:
    publisher.conf.update(broker_url=broker.url)
    publisher._after_fork()  # type: ignore[attr-defined]  # it forgets its connections


def test_whoever_comes_after_does_not_wait(publisher: Publisher, broker: RunningBroker) -> None:
    use(publisher, broker)
    publisher.send_task("any", queue="some", ignore_result=True)
    broker.freeze()
    assert seconds_to_publish(publisher) > AT_ONCE
    assert seconds_to_publish(publisher) < AT_ONCE


def test_after_a_while_one_tries_again(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []
    monkeypatch.setattr(publishing, "SECONDS_AWAY", 0.0)
    seconds_to_publish(publisher)
    monkeypatch.setattr("celery.Celery.send_task", lambda *args, **_: tries.append(args[1]))
    publisher.send_task("again")
    publisher.send_task("and again")
    assert tries == ["again", "and again"]


def test_while_one_tries_the_others_do_not(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds_to_publish(publisher)
    publisher._away_until = dict.fromkeys(publisher._away_until, 0.0)

    def try_again(*_: object, **__: object) -> None:
        with pytest.raises(OperationalError, match="a moment ago"):
            publisher.send_task("beside it")

    monkeypatch.setattr("celery.Celery.send_task", try_again)
    publisher.send_task("any")


class FoundMeanwhile(dict[str, float]):
    """Another thread forgets an entry just after it was looked for."""

    def __contains__(self, broker: object) -> bool:
        found = super().__contains__(broker)
        self.clear()
        return found


def test_another_thread_may_have_found_it_again_meanwhile(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher._away_until = FoundMeanwhile({str(publisher.conf.broker_url): 0.0})
    monkeypatch.setattr("celery.Celery.send_task", lambda *_, **__: "sent")
    assert publisher.send_task("any") == "sent"  # type: ignore[comparison-overlap]


class ReadByTwo(dict[str, float]):
    """Who reads waits a moment for another who reads."""

    def __init__(self, *arguments: dict[str, float]) -> None:
        super().__init__(*arguments)
        self._both = threading.Barrier(2)

    def get(self, *arguments: Any) -> Any:
        found = super().get(*arguments)
        with suppress(threading.BrokenBarrierError):
            self._both.wait(0.3)
        return found


def test_of_two_at_the_same_moment_one_tries(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher._away_until = ReadByTwo({str(publisher.conf.broker_url): 0.0})
    tries: list[str] = []

    def still_away(*arguments: Any, **_: object) -> None:
        tries.append(arguments[1])
        raise OperationalError

    monkeypatch.setattr("celery.Celery.send_task", still_away)
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda _: seconds_to_publish(publisher), range(2)))
    assert tries == ["any"]


def test_who_brings_a_connection_always_tries(publisher: Publisher) -> None:
    seconds_to_publish(publisher)
    with publisher.connection_for_write() as connection, pytest.raises(OperationalError) as refused:
        publisher.send_task("any", connection=connection, retry=False)
    assert "a moment ago" not in str(refused.value)


def test_another_broker_is_another_matter(publisher: Publisher, broker: RunningBroker) -> None:
    seconds_to_publish(publisher)
    use(publisher, broker)
    publisher.send_task("any", queue="some", ignore_result=True)
    assert broker.depth("some") == 1
