"""Runs that were accepted but never got into the queue get there yet, without anybody pressing anything."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from demos import log_context, runs
from demos.failures import RunFailure
from demos.models import Run
from demos.queueing import RunTask

# A request is over long before: what nobody has touched for that long was left by a process that ended.
ABANDONED_AFTER = timedelta(minutes=2)


class Abandoned(RunFailure):
    """The process that did the work is no more."""


def requeue(tasks_of: Mapping[str, Sequence[RunTask]], now: datetime) -> int:
    """Queue all tasks of these runs, by scenario, oldest first; returns how many runs.

    Where the queue fails again, the scenario's other runs are left for the next time. A task that had reached
    the queue after all then runs twice, which does no harm.
    """
    queued, failing = 0, set[str]()
    for run in _not_in_the_queue(now).filter(scenario__in=tasks_of):
        tasks = tasks_of[run.scenario]
        if run.scenario in failing or not all(task.queue_answers() for task in tasks):
            failing.add(run.scenario)
            continue
        runs.note_queued(run.pk)
        with log_context.of(run):
            in_the_queue = all(task.enqueue(run.pk) for task in tasks)
        if in_the_queue:
            queued += 1
        else:
            failing.add(run.scenario)
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
