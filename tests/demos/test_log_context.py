from uuid import UUID

import pytest
from django.utils import timezone
from structlog.contextvars import bound_contextvars, get_contextvars

from demos.models import Run
from demos.queueing import RunTask
from demos.requeueing import requeue
from demos.runs import start_run
from demos.upload.tasks import TASKS
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db(transaction=True)
VISITOR = UUID(int=1)


def begin() -> Run:
    return start_run(
        visitor=VISITOR, scenario="upload", lane=Run.Lane.BACKGROUND, arrived=timezone.now(), settings={}
    )


class TestStartRun:
    def test_the_run_keeps_the_id_of_its_request_and_the_request_that_of_the_run(self) -> None:
        with bound_contextvars(request_id="the-request", run=""):
            run = begin()
            assert get_contextvars()["run"] == str(run.pk)
        run.refresh_from_db()
        assert run.request_id == "the-request"

    def test_without_a_request_there_is_none(self) -> None:
        with bound_contextvars(run=""):
            assert begin().request_id == ""


class TestRequeue:
    def test_the_tasks_belong_to_the_request_that_began_the_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found: list[dict[str, str]] = []

        def note(task: RunTask, run_id: UUID, **_: bool) -> bool:
            found.append(dict(get_contextvars()))
            return True

        monkeypatch.setattr(RunTask, "enqueue", note)
        run = make_run(status=Run.Status.UNQUEUED, request_id="the-request")
        with bound_contextvars(task_id="the-housekeeping"):
            requeue({"upload": TASKS}, timezone.now())
        assert len(found) == len(TASKS)
        for context in found:
            assert context["request_id"] == "the-request"
            assert context["run"] == str(run.pk)
            assert context["task_id"] == "the-housekeeping"
