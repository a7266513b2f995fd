"""Runs whose messages are in no queue any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demos.lost_messages import UNTOUCHED_FOR, note_lost_messages
from demos.models import Run, Span
from demos.tasks import requeue
from demos.upload.tasks import make_sizes
from tests.demos.broker import RunningBroker
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db
Status = Run.Status
LATER = UNTOUCHED_FOR + timedelta(seconds=1)


def queued_run() -> Run:
    run = make_run(status=Status.QUEUED)
    assert make_sizes.enqueue(run.pk)
    return run


def status_of(run: Run) -> str:
    run.refresh_from_db()
    return run.status


def test_a_queue_that_came_back_empty(broker: RunningBroker) -> None:
    run = queued_run()
    broker.forget_everything()
    assert note_lost_messages(timezone.now() + LATER) == 1
    assert status_of(run) == Status.UNQUEUED


def test_the_housekeeping_queues_it_again(broker: RunningBroker) -> None:
    run = queued_run()
    Span.objects.update(started_at=timezone.now() - LATER)
    broker.forget_everything()
    requeue()
    assert status_of(run) == Status.QUEUED
    assert broker.depth("demos") == 2
    assert run.spans.filter(name=make_sizes.in_queue).count() == 1


def test_a_message_that_waits_is_not_lost(broker: RunningBroker) -> None:
    run = queued_run()
    assert note_lost_messages(timezone.now() + LATER) == 0
    assert status_of(run) == Status.QUEUED


def test_a_message_that_a_worker_has_is_not_lost(broker: RunningBroker) -> None:
    run = queued_run()
    with broker.one_taken("demos"):
        assert broker.depth("demos") == 0
        assert note_lost_messages(timezone.now() + LATER) == 0
    assert status_of(run) == Status.QUEUED


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.UNQUEUED, Status.DONE, Status.FAILED])
def test_only_what_is_queued_or_at_work_can_be_lost(broker: RunningBroker, status: str) -> None:
    run = queued_run()
    Run.objects.update(status=status)
    broker.forget_everything()
    assert note_lost_messages(timezone.now() + LATER) == 0
    assert status_of(run) == status


def test_what_was_touched_lately_is_left_alone(broker: RunningBroker) -> None:
    run = queued_run()
    broker.forget_everything()
    assert note_lost_messages(timezone.now()) == 0
    assert status_of(run) == Status.QUEUED


def test_a_wait_of_which_the_messages_name_no_run(broker: RunningBroker) -> None:
    run = make_run(status=Status.QUEUED, scenario="nohelp")
    Span.objects.create(run=run, name="in the queue: 20 titles", place="queue", started_at=timezone.now())
    assert note_lost_messages(timezone.now() + LATER) == 0
    assert status_of(run) == Status.QUEUED


@pytest.mark.usefixtures("no_broker")
def test_while_the_queue_is_away_nobody_knows() -> None:
    run = make_run(status=Status.QUEUED)
    Span.objects.create(run=run, name=make_sizes.in_queue, place="queue", started_at=timezone.now())
    assert note_lost_messages(timezone.now() + LATER) == 0
    assert status_of(run) == Status.QUEUED
