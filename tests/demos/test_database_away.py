"""A request that meets a database which is away says so. Tasks: test_putting_off."""

from typing import Any

import pytest
from django.db import OperationalError

from demos.models import Run
from demos.upload import work
from demos.upload.tasks import send_confirmation
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db


def away(*_: Any, **__: Any) -> Any:
    raise OperationalError("the server closed the connection unexpectedly")


def test_of_a_run_whose_visitor_waits_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(lane=Run.Lane.BLOCKING)
    monkeypatch.setattr(work, "send_confirmation", away)
    with pytest.raises(OperationalError):
        send_confirmation(run.pk)
    run.refresh_from_db()
    assert run.status == Run.Status.RECEIVED
