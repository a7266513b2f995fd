"""Nobody waits for ever: a run that has waited, or lasted, too long ends, and says so.

A worker drops a message that has waited past its time, and the run ends then. Where no worker is there to
drop it, the housekeeping ends the run.
"""

from datetime import datetime, timedelta
from typing import Any

from celery.signals import task_revoked
from django.db import connection

from demos import runs
from demos.failures import RunFailure
from demos.models import Run, Span
from demos.queueing import RunTask

EXPIRES_S = "expires_s"  # in a run's settings: how long its tasks may wait, where its scenario says so
LONGEST_RUN = timedelta(hours=1)
WAITS = (Run.Status.QUEUED, Run.Status.WORKING)  # what is not queued yet waits for the queue to come back


class Expired(RunFailure):
    """Its task has waited in the queue for longer than it may, and is not done any more."""


class NeverFinished(RunFailure):
    """Nobody has come back to it."""


def patience_of(run: Run) -> timedelta:
    """How long a task of the run may wait in the queue."""
    return timedelta(seconds=run.settings.get(EXPIRES_S, RunTask.expires))


def has_expired(run: Run, wait: Span, now: datetime) -> bool:
    """Whether this wait of the run has lasted too long."""
    return wait.ended_at is None and wait.started_at < now - patience_of(run)


def end_expired(now: datetime) -> None:
    """End the runs that have waited too long, and those that were left altogether."""
    waiting = Span.objects.filter(kind=Span.Kind.QUEUE, ended_at=None, run__status__in=WAITS)
    for wait in waiting.select_related("run"):
        if has_expired(wait.run, wait, now):
            _end(wait.run)
    background = Run.objects.filter(lane=Run.Lane.BACKGROUND, status__in=WAITS)
    for run in background.filter(started_at__lt=now - LONGEST_RUN):
        runs.fail_run(run.pk, NeverFinished(f"It was not finished within {_in_words(LONGEST_RUN)}."))


@task_revoked.connect
def note_dropped(sender: object = None, request: Any = None, expired: bool = False, **_: object) -> None:
    """A worker has met a task whose time is over, in its main process."""
    if expired and isinstance(sender, RunTask) and (run := Run.objects.filter(pk=request.args[0]).first()):
        _end(run)
        connection.close()  # or the next process of its pool would inherit it


def _end(run: Run) -> None:
    patience = _in_words(patience_of(run))
    runs.fail_run(
        run.pk,
        Expired(f"Expired: it waited in the queue for longer than {patience}, and is not done any more."),
    )


def _in_words(time: timedelta) -> str:
    """For example "20 seconds", "30 minutes", "1 hour"."""
    for unit, name in ((timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if time >= unit and not time % unit:
            return f"{time // unit} {name}{'' if time == unit else 's'}"
    return f"{time.total_seconds():g} seconds"
