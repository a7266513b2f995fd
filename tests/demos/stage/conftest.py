"""A real Redis that the stage's parts tell and ask; a presenter before it."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.test import Client
from pytest_django import Settings

from demos import workers
from demos.workers import WorkerStatus
from tests.demos.broker import RunningBroker

T = TypeVar("T")
run_here = asyncio.run


@pytest.fixture(autouse=True)
def _event_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a thread of their own, as in a worker: Playwright may keep one on the thread of the tests."""

    def run(work: Coroutine[Any, Any, T]) -> T:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(run_here, work).result()

    monkeypatch.setattr(asyncio, "run", run)


@pytest.fixture
def redis(broker: RunningBroker, settings: Settings, tmp_path: Path) -> RunningBroker:
    """The same Redis for Celery and for the stage."""
    settings.REDIS_URL = f"unix://{tmp_path / 'run' / 'redis.sock'}"
    return broker


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers are ready."""
    monkeypatch.setattr(workers, "status", lambda: WorkerStatus(workers.READY, 2, 0))


@pytest.fixture
def presenter() -> Client:
    """Whoever sits at the machine."""
    return Client()


@pytest.fixture
def stranger() -> Client:
    """A visitor who came through a proxy."""
    return Client(headers={"X-Forwarded-For": "203.0.113.9"})
