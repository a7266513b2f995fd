"""A reply leaves in the very moment in which a worker takes the task: neither overlooks the other."""

import pytest

from demos import runs, spans
from demos.models import Run
from tests.demos.rows import make_run
from tests.racing import Door

WAIT = "in the queue: email"


@pytest.mark.django_db(transaction=True)
def test_a_run_that_a_worker_has_begun_is_working(monkeypatch: pytest.MonkeyPatch) -> None:
    run, door = make_run(status=Run.Status.RECEIVED), Door()
    spans.open_wait(run.pk, WAIT)
    monkeypatch.setattr(spans, "begin_work", door.held_open_at(spans.begin_work))
    door.meet(lambda: runs.note_work(run.pk, waits=[WAIT]), lambda: runs.note_reply(run))
    run.refresh_from_db()
    assert run.status == Run.Status.WORKING
