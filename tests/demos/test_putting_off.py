"""Waiting for the storage or the database costs a task none of its tries: those are for its own failures."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from billiard.einfo import ExceptionInfo
from celery.exceptions import WorkerLostError
from celery.worker.request import Request
from django.db import OperationalError

from config.celery import app
from demos import queueing, runs
from demos.files import StorageAway
from demos.mail import MailFailure
from demos.models import Run
from demos.upload import work
from demos.upload.tasks import send_confirmation
from tests.demos.broker import RunningBroker
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db
OFTEN = send_confirmation.max_retries + 1


@pytest.fixture(autouse=True)
def _stay_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "connection", SimpleNamespace(close=lambda: None))


@pytest.fixture
def run(broker: RunningBroker) -> Run:
    queued = make_run(status=Run.Status.QUEUED)
    send_confirmation.enqueue(queued.pk)
    return queued


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    return fail


def next_message() -> Request:
    """As a worker has it, which does not wait here until its time has come."""
    with app.connection_for_read() as connection, connection.SimpleQueue("demos") as queue:
        message = queue.get_nowait()
        message.ack()
        return Request(message, app=app)


def put_off_often(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr(work, "send_confirmation", raising(StorageAway()))
        for _ in range(OFTEN):
            next_message().execute()


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ((runs, "note_work"), OperationalError("closed")),
        ((work, "send_confirmation"), OperationalError("closed")),
        ((work, "send_confirmation"), StorageAway()),
    ],
)
def test_however_often(
    what: tuple[Any, str], error: Exception, run: Run, broker: RunningBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*what, raising(error))
    for _ in range(OFTEN):
        next_message().execute()
    assert broker.depth("demos") == 1
    run.refresh_from_db()
    assert run.status != Run.Status.FAILED


def test_the_letter_that_is_not_taken_then_is_tried_again(
    run: Run, broker: RunningBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_off_often(monkeypatch)
    monkeypatch.setattr(work, "send_confirmation", raising(MailFailure("busy")))
    for _ in range(send_confirmation.max_retries):
        next_message().execute()
        assert broker.depth("demos") == 1
    next_message().execute()
    assert broker.depth("demos") == 0
    run.refresh_from_db()
    assert (run.status, run.failure) == (Run.Status.FAILED, "busy")


def test_the_process_that_is_lost_then_costs_one_try(
    run: Run, broker: RunningBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_off_often(monkeypatch)
    lose(next_message())
    assert broker.depth("demos") == 1
    monkeypatch.setattr(work, "send_confirmation", lambda found: runs.finish_run(found.pk))
    next_message().execute()
    run.refresh_from_db()
    assert run.status == Run.Status.DONE


def lose(message: Request) -> None:
    """What the worker does when the process that had it has died."""
    try:
        raising(WorkerLostError("signal 9"))()
    except WorkerLostError:
        message.on_failure(ExceptionInfo())
