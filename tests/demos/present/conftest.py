"""A presenter at the machine, and workers that answer."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from demos import workers
from demos.workers import Process, WorkerStatus

AT_WORK = Process("demos@here", 1, 11, "demos.upload.tasks.make_sizes", uuid4(), timezone.now())
FREE = Process("demos@here", 2, 12)
TWO = WorkerStatus(workers.READY, 2, 1, ("demos@here",), (AT_WORK, FREE))


def employ(monkeypatch: pytest.MonkeyPatch, status: WorkerStatus) -> None:
    """Let this be how the workers are."""
    monkeypatch.setattr(workers, "status", lambda: status)


@pytest.fixture(autouse=True)
def _two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    employ(monkeypatch, TWO)


@pytest.fixture
def presenter() -> Client:
    """Whoever sits at the machine."""
    return Client()


@pytest.fixture
def htmx() -> Client:
    """The same, with htmx."""
    return Client(headers={"HX-Request": "true"})


@pytest.fixture
def stranger() -> Client:
    """Somebody on another machine."""
    return Client(REMOTE_ADDR="10.0.0.9")
