"""Into the queue, or not; and what a worker reports of a run's tasks. With real workers: test_race."""

import time
from contextlib import nullcontext
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from celery.exceptions import Reject, WorkerLostError
from celery.signals import task_failure
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from demos import queueing, spans
from demos.failures import LostTooOften, RunFailure
from demos.models import Run
from demos.requeueing import ABANDONED_AFTER, give_up_abandoned, requeue
from demos.upload.tasks import TASKS, make_sizes, send_confirmation
from tests.demos.broker import RunningBroker
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db
Status = Run.Status
SECONDS_AT_MOST = 6  # with time for a busy machine; a publisher that tried again would take longer
LONG_AGO = ABANDONED_AFTER + timedelta(seconds=1)


def open_spans(run: Run) -> list[str]:
    return list(run.spans.filter(ended_at=None).values_list("name", flat=True))


def fail(run: Run, error: Exception, *, retries: int) -> None:
    """As a worker tells of the last of so many tries."""
    send_confirmation.push_request(retries=retries)  # type: ignore[call-arg]
    try:
        task_failure.send(sender=send_confirmation, exception=error, args=(run.pk,))
    finally:
        send_confirmation.pop_request()


class TestEnqueue:
    def test_the_wait_begins(self, broker: RunningBroker) -> None:
        run = make_run()
        assert make_sizes.enqueue(run.pk) is True
        assert broker.depth("demos") == 1
        assert open_spans(run) == ["in the queue: sizes"]

    @pytest.mark.usefixtures("no_broker")
    def test_a_queue_out_of_reach_is_noted_at_once(self) -> None:
        run = make_run()
        began = time.monotonic()
        assert make_sizes.enqueue(run.pk) is False
        assert time.monotonic() - began < SECONDS_AT_MOST
        run.refresh_from_db()
        assert (run.status, open_spans(run)) == (Status.UNQUEUED, [])

    def test_a_frozen_queue_is_waited_for_once(
        self, broker: RunningBroker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run = make_run()
        broker.freeze()
        began = time.monotonic()
        assert make_sizes.enqueue(run.pk) is False
        assert time.monotonic() - began < SECONDS_AT_MOST
        monkeypatch.setattr(send_confirmation, "delay", lambda _: pytest.fail("the queue was asked again"))
        assert send_confirmation.enqueue(run.pk) is False
        run.refresh_from_db()
        assert (run.status, open_spans(run)) == (Status.UNQUEUED, [])


class TestDelayOnCommit:
    def test_not_before_the_commit(
        self,
        broker: RunningBroker,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        run = make_run()
        with django_capture_on_commit_callbacks(execute=True):
            make_sizes.delay_on_commit(run.pk)
            assert broker.depth("demos") == 0
        assert broker.depth("demos") == 1
        assert run.spans.get(name="enqueue sizes").place == "web"


class TestRequeue:
    def test_what_the_queue_had_not_taken(self, broker: RunningBroker) -> None:
        run = make_run(status=Status.UNQUEUED)
        assert requeue({"upload": TASKS}, timezone.now()) == 1
        run.refresh_from_db()
        assert run.status == Status.QUEUED
        assert broker.depth("demos") == 2
        assert open_spans(run) == ["in the queue: sizes", "in the queue: email"]

    def test_what_a_web_process_left_behind(self, broker: RunningBroker) -> None:
        run = make_run(started_at=timezone.now() - LONG_AGO)
        make_run()  # its request may still be under way
        assert requeue({"upload": TASKS}, timezone.now()) == 1
        run.refresh_from_db()
        assert run.status == Status.QUEUED

    @pytest.mark.parametrize("status", [Status.QUEUED, Status.WORKING, Status.DONE, Status.FAILED])
    def test_nothing_else(self, status: Status, broker: RunningBroker) -> None:
        make_run(status=status, started_at=timezone.now() - LONG_AGO)
        assert requeue({"upload": TASKS}, timezone.now()) == 0
        assert broker.depth("demos") == 0

    def test_is_not_called_queued_where_its_queue_does_not_answer(
        self, broker: RunningBroker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(make_sizes, "queue_answers", lambda: False)
        monkeypatch.setattr("demos.runs.note_queued", lambda _: pytest.fail("not even for a moment"))
        make_run(status=Status.UNQUEUED)
        assert requeue({"upload": TASKS}, timezone.now()) == 0
        assert broker.depth("demos") == 0

    @pytest.mark.usefixtures("no_broker")
    def test_stays_as_it_is_while_the_queue_is_away(self) -> None:
        runs = [make_run(status=Status.UNQUEUED) for _ in range(2)]
        assert requeue({"upload": TASKS}, timezone.now()) == 0
        for run in runs:
            run.refresh_from_db()
            assert run.status == Status.UNQUEUED


class TestGiveUpAbandoned:
    def test_a_blocking_run_without_its_request(self) -> None:
        lost = make_run(lane=Run.Lane.BLOCKING, started_at=timezone.now() - LONG_AGO)
        at_work = make_run(lane=Run.Lane.BLOCKING)
        waiting = make_run(started_at=timezone.now() - LONG_AGO, status=Status.QUEUED)
        give_up_abandoned(timezone.now())
        for run, status in ((lost, Status.FAILED), (at_work, Status.RECEIVED), (waiting, Status.QUEUED)):
            run.refresh_from_db()
            assert run.status == status
        assert lost.failure == "The server stopped in the middle of it."


class TestInAWorker:
    """What Celery calls around a task."""

    @pytest.fixture(autouse=True)
    def _stay_connected(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queueing, "connection", SimpleNamespace(close=lambda: None))

    def test_the_start_ends_every_wait_and_what_a_lost_worker_left_open(self) -> None:
        run = make_run(status=Status.QUEUED)
        for name in ("in the queue: email", "trying again: email", "send email", "in the queue: sizes"):
            spans.open_wait(run.pk, name)
        send_confirmation.before_start("id", (run.pk,), {})
        run.refresh_from_db()
        assert run.status == Status.WORKING
        assert open_spans(run) == ["in the queue: sizes"]

    def test_another_try_waits_visibly(self) -> None:
        run = make_run(status=Status.WORKING)
        spans.open_wait(run.pk, "send email")
        send_confirmation.on_retry(WorkerLostError("lost"), "id", (run.pk,), {}, None)
        assert open_spans(run) == ["trying again: email"]

    def test_what_a_lost_process_left_open_is_closed_as_lost(self) -> None:
        run = make_run(status=Status.WORKING)
        spans.open_wait(run.pk, "send email")
        send_confirmation.on_retry(WorkerLostError("lost"), "id", (run.pk,), {}, None)
        assert not run.spans.filter(name="send email").exists()
        assert run.spans.get(name="send email (lost)").ended_at is not None

    def test_another_failure_is_no_loss(self) -> None:
        run = make_run(status=Status.WORKING)
        spans.open_wait(run.pk, "send email")
        send_confirmation.on_retry(RunFailure("busy"), "id", (run.pk,), {}, None)
        assert run.spans.get(name="send email").ended_at is not None

    @pytest.mark.parametrize(("times", "given_up"), [(4, False), (5, True)])
    def test_a_task_that_is_lost_with_its_worker_again_and_again_is_given_up(
        self, times: int, given_up: bool
    ) -> None:
        run = make_run(status=Status.WORKING)
        for _ in range(times):
            spans.open_wait(run.pk, "send email")
            spans.lose(run.spans.all(), run.started_at)
        send_confirmation.push_request(delivery_info={"redelivered": True})  # type: ignore[call-arg]
        try:
            with pytest.raises(LostTooOften) if given_up else nullcontext():
                send_confirmation.before_start("id", (run.pk,), {})
        finally:
            send_confirmation.pop_request()

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (RunFailure("The mail server cannot be reached."), "The mail server cannot be reached."),
            (WorkerLostError("signal 9"), "Its worker was lost in the middle of it, several times over."),
        ],
    )
    def test_the_last_failure_ends_the_run(self, error: Exception, words: str) -> None:
        run = make_run(status=Status.WORKING)
        fail(run, error, retries=send_confirmation.max_retries)
        run.refresh_from_db()
        assert (run.status, run.failure) == (Status.FAILED, words)

    @pytest.mark.parametrize("error", [WorkerLostError("signal 9"), Reject("the queue is away")])
    def test_what_could_not_be_put_back_waits_for_the_queue(self, error: Exception) -> None:
        run = make_run(status=Status.WORKING)
        spans.open_wait(run.pk, "send email")
        fail(run, error, retries=1)
        run.refresh_from_db()
        assert (run.status, run.failure) == (Status.UNQUEUED, "")

    def test_the_last_loss_is_followed_by_no_wait(self) -> None:
        run = make_run(status=Status.WORKING)
        spans.open_wait(run.pk, "send email")
        spans.open_wait(run.pk, "trying again: email")
        fail(run, WorkerLostError("signal 9"), retries=send_confirmation.max_retries)
        assert list(run.spans.values_list("name", flat=True)) == ["send email (lost)"]

    def test_the_failures_of_other_tasks_are_their_own(self) -> None:
        run = make_run(status=Status.WORKING)
        task_failure.send(sender=object(), exception=RunFailure("no"), args=(run.pk,))
        run.refresh_from_db()
        assert run.status == Status.WORKING


class TestCalledDirectly:
    def test_a_failure_is_the_runs(self) -> None:
        run = make_run(b"not a photo", lane=Run.Lane.BLOCKING)
        make_sizes(run.pk)
        run.refresh_from_db()
        assert run.status == Status.FAILED
        assert "not a JPEG" in run.failure

    def test_an_unexpected_error_is_the_runs_and_is_raised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def explode(run: Run) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("demos.upload.work.make_sizes", explode)
        run = make_run(lane=Run.Lane.BLOCKING)
        with pytest.raises(ZeroDivisionError):
            make_sizes(run.pk)
        run.refresh_from_db()
        assert run.status == Status.FAILED

    def test_a_run_that_was_swept_is_no_error(self) -> None:
        make_sizes(uuid4())
