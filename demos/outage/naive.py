"""Celery as most first projects have it: a broker and a result backend are named, all else is left alone.

Before a task is published, Celery then subscribes to its result, which is where such a project hangs when the
broker refuses; when it is frozen, nothing says how long to wait for an answer.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from celery import Celery
from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from demos import spans
from demos.failures import RunFailure
from demos.models import Span
from demos.queueing import ENQUEUE, UNREACHABLE, RunTask

QUEUE = "demos"
# Celery's own word for a result backend that stayed away is a RuntimeError.
FAILURES = (*UNREACHABLE, RuntimeError)


class Unhandled(RunFailure):
    """What a view without any care lets happen; its text is that of the error, as Python writes it."""

    def __init__(self, run_id: UUID, error: Exception) -> None:
        super().__init__(" ".join("".join(traceback.format_exception_only(error)).split()))
        self.run_id = run_id


def delay(task: RunTask, run_id: UUID) -> None:
    """Publish it through the valve, like `task.delay` there. Raises Unhandled, sooner or later."""
    spans.begin_enqueueing(run_id, f"{ENQUEUE}{task.title}", task.in_queue)
    try:
        with celery_as_it_comes() as celery, celery.connection_for_write() as connection:
            celery.send_task(task.name, (run_id,), queue=QUEUE, connection=connection)
    except FAILURES as error:
        spans.forget_wait(run_id, task.in_queue)
        raise Unhandled(run_id, error) from error
    _in_the_queue_since(run_id, task.in_queue, timezone.now())


def _in_the_queue_since(run_id: UUID, wait: str, now: datetime) -> None:
    """Only now, and not from when it was first tried; or since a worker took it, if one was so quick."""
    taken = Coalesce("ended_at", Value(now))
    Span.objects.filter(run_id=run_id, name=wait).update(started_at=Least(Value(now), taken))


@contextmanager
def celery_as_it_comes() -> Iterator[Celery]:
    """An application of its own for one message, so that nothing of it is left afterwards."""
    broker = settings.LAB_BROKER_URL
    celery = Celery("naive", broker=broker, backend=broker, set_as_current=False, fixups=[])
    try:
        yield celery
    finally:
        celery.backend.result_consumer.stop()  # type: ignore[attr-defined]
        celery.backend.client.close()  # type: ignore[attr-defined]
        celery.close()
