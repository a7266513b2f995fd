"""Why a run is not done, in words."""

from datetime import timedelta

import pytest

from demos import spans, workers
from demos.models import Run, Span
from demos.reports import reason, report
from demos.timeline import QUEUE
from demos.workers import BUSY, NONE, READY, UNREACHED, WorkerStatus
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db
Status = Run.Status


def backstage(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    monkeypatch.setattr(workers, "status", lambda: WorkerStatus(state))


class TestReason:
    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (NONE, "no worker is running"),
            (UNREACHED, "the queue cannot be reached"),
            (BUSY, "all workers are busy"),
            (READY, ""),
        ],
    )
    def test_of_a_run_in_the_queue(self, state: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
        backstage(monkeypatch, state)
        run = make_run(status=Status.QUEUED)
        spans.open_wait(run.pk, "in the queue: email")
        assert reason(run) == words

    def test_of_a_run_with_one_task_still_in_the_queue(self, monkeypatch: pytest.MonkeyPatch) -> None:
        backstage(monkeypatch, BUSY)
        run = make_run(status=Status.WORKING)
        spans.open_wait(run.pk, "in the queue: email")
        assert reason(run) == "all workers are busy"

    def test_somebody_is_at_work_on_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        backstage(monkeypatch, NONE)
        assert reason(make_run(status=Status.WORKING)) == ""

    def test_it_is_tried_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        backstage(monkeypatch, READY)
        run = make_run(status=Status.WORKING)
        spans.open_wait(run.pk, "trying again: email")
        assert reason(run) == "a step did not work, and is tried again in a moment"

    def test_it_failed(self) -> None:
        assert (
            reason(make_run(status=Status.FAILED, failure="The photo is damaged.")) == "The photo is damaged."
        )

    def test_it_is_kept_for_when_the_queue_is_back(self) -> None:
        assert "the upload is kept" in reason(make_run(status=Status.UNQUEUED))

    def test_it_is_done(self) -> None:
        assert reason(make_run(status=Status.DONE)) == ""


def test_of_machines_whose_clocks_differ_no_span_is_negative_and_it_is_said() -> None:
    run = make_run(status=Status.DONE)
    early = run.started_at - timedelta(seconds=5)
    Span.objects.create(
        run=run,
        name="in the queue: email",
        kind=Span.Kind.QUEUE,
        place=QUEUE,
        taken_by="demos@b/1",
        started_at=run.started_at,
        ended_at=early,
    )
    Span.objects.create(
        run=run, name="send email", place="demos@b/1", started_at=early, ended_at=early + timedelta(seconds=1)
    )
    said = report(run)
    assert {span["name"]: (span["start"], span["end"]) for span in said["spans"]} == {
        "in the queue: email": (0.0, 0.0),
        "send email": (0.0, 1000.0),
    }
    assert said["clocks"][0].startswith("The clock of the worker machine “b” is at least 5.00 s behind")
