"""A task that meets a database which is away goes back into the queue; a request says so."""

from typing import Any

import pytest
from celery.exceptions import Retry
from django.db import OperationalError

from demos import runs
from demos.models import Run
from demos.upload import work
from demos.upload.tasks import send_confirmation
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db


def away(*_: Any, **__: Any) -> Any:
    raise OperationalError("the server closed the connection unexpectedly")


@pytest.mark.parametrize("broken", [(runs, "note_work"), (work, "send_confirmation")])
def test_a_task_is_put_off_however_often(broken: tuple[Any, str], monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(status=Run.Status.QUEUED)
    monkeypatch.setattr(*broken, away)
    with pytest.raises(Retry):
        send_confirmation.apply((run.pk,), throw=True, retries=send_confirmation.max_retries)
    run.refresh_from_db()
    assert run.status != Run.Status.FAILED


def test_of_a_run_whose_visitor_waits_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(lane=Run.Lane.BLOCKING)
    monkeypatch.setattr(work, "send_confirmation", away)
    with pytest.raises(OperationalError):
        send_confirmation(run.pk)
    run.refresh_from_db()
    assert run.status == Run.Status.RECEIVED
