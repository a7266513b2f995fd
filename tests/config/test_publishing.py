"""A queue that is away costs one visitor a wait, not everybody."""

import time
from collections.abc import Iterator

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
