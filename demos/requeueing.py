"""Runs that were accepted but never got into the queue get there yet, without anybody pressing anything."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from demos import runs
from demos.failures import RunFailure
from demos.models import Run
from demos.queueing import RunTask

# A request is over long before: what nobody has touched for that long was left by a process that ended.
ABANDONED_AFTER = timedelta(minutes=2)


class Abandoned(RunFailure):
    """The process that did the work is no more."""


def requeue(tasks: Sequence[RunTask], now: datetime) -> int:
    """Queue all `tasks` of these runs, oldest first, until the queue fails again; returns how many runs.

    A task that had reached the queue after all then runs twice, which does no harm.
    """
    queued = 0
    for run in _not_in_the_queue(now):
        runs.note_queued(run.pk)
        if not all(task.enqueue(run.pk) for task in tasks):
            break
        queued += 1
    return queued


def give_up_abandoned(now: datetime) -> None:
    """End the blocking runs whose request ended without a reply: nobody is left to do their work."""
    lost = Run.objects.filter(
        lane=Run.Lane.BLOCKING, status__in=runs.UNFINISHED, started_at__lt=now - ABANDONED_AFTER
    )
    for run in lost:
        runs.fail_run(run.pk, Abandoned("The server stopped in the middle of it."))


def _not_in_the_queue(now: datetime) -> QuerySet[Run]:
    abandoned = Q(status=Run.Status.RECEIVED, started_at__lt=now - ABANDONED_AFTER)
    background = Run.objects.filter(lane=Run.Lane.BACKGROUND)
    return background.filter(Q(status=Run.Status.UNQUEUED) | abandoned).order_by("started_at")
