"""Fixtures of the demos: a real mail sink, a real broker or none, small sample photos."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from demos import mail
from demos.mail_sink import serve_until
from demos.upload import samples
from tests.demos.broker import RunningBroker, celery_on, running_broker
from tests.demos.clients import known_client
from tests.demos.waiting import wait_until
from tests.site import free_port


@pytest.fixture
def mail_sink(transactional_db: None, settings: Settings) -> Iterator[None]:
    """A sink in a thread of its own: letters really travel. It writes to the test's database."""
    settings.MAIL_SINK_PORT = free_port()
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    serving = serve_until(stop, settings.MAIL_SINK_HOST, settings.MAIL_SINK_PORT)
    thread = threading.Thread(target=loop.run_until_complete, args=(serving,))
    thread.start()
    wait_until(mail.sink_answers)
    yield
    loop.call_soon_threadsafe(stop.set)
    thread.join(30)
    loop.close()


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBroker]:
    """A real Redis of the test's own, without a worker."""
    monkeypatch.delenv("REDIS_URL", raising=False)
    with running_broker(tmp_path) as broker:
        yield broker


@pytest.fixture
def no_broker() -> Iterator[None]:
    """Nobody listens where the broker should be."""
    with celery_on(f"redis://127.0.0.1:{free_port()}"):
        yield


@pytest.fixture
def small_samples(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample photos, drawn small, so that it takes no time."""
    settings.BUILT_DIR = tmp_path
    monkeypatch.setattr(samples, "LENS", (80, 60))
    monkeypatch.setattr(samples, "DIMENSIONS", {2: (80, 60), 12: (400, 300), 24: (480, 360)})
    assert len(list(samples.draw_missing())) == 3 * len(samples.SAMPLES)


@pytest.fixture
def api() -> Client:
    """A visitor who has been here before, and wants JSON."""
    return known_client(headers={"Accept": "application/json"})


@pytest.fixture
def person() -> Client:
    """A visitor with a browser."""
    return known_client(headers={"Accept": "text/html,*/*;q=0.8"})
