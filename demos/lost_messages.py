"""Messages that the broker has lost: it came back empty, or died in the moment in which a worker took one.

Nobody else would ever come back to such a run. It is unfinished, nothing has happened in it for a while, and
no message in the broker names it.
"""

import logging
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db.models import Exists, OuterRef, Q
from kombu import Connection

from demos import runs
from demos.models import Run, Span
from demos.queueing import RunTask
from demos.remote_control import QUEUE, QueueUnreachable, line_to_workers

UNTOUCHED_FOR = timedelta(seconds=30)  # longer than a task lasts, or is put off
UUIDS = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

logger = logging.getLogger(__name__)


def note_lost_messages(now: datetime) -> int:
    """Mark such runs as not queued, so that they are queued again; returns how many."""
    untouched = [run for scenario, waits in _waits_by_scenario() for run in _untouched(scenario, waits, now)]
    if not untouched:
        return 0
    try:
        with line_to_workers() as connection:
            named = _ids_in_messages(connection)
    except QueueUnreachable:
        return 0
    lost = [run for run in untouched if str(run.pk).encode() not in named]
    for run in lost:
        logger.warning("run %s: the broker has lost its message", run.pk)
        runs.note_unqueued(run.pk)
    return len(lost)


def _waits_by_scenario() -> Iterator[tuple[str, list[str]]]:
    """What runs of each scenario wait for, of which the messages name the run."""
    waits: dict[str, list[str]] = {}
    for task in current_app.tasks.values():
        if isinstance(task, RunTask):
            names = [task.in_queue, task.before_retry, task.held]
            waits.setdefault(_scenario_of(task), []).extend(names)
    yield from waits.items()


def _scenario_of(task: RunTask) -> str:
    """A task is called demos.<scenario>.tasks.<its name>."""
    return str(task.name).split(".")[1]


def _untouched(scenario: str, waits: list[str], now: datetime) -> Iterator[Run]:
    spans, since = Span.objects.filter(run=OuterRef("pk")), now - UNTOUCHED_FOR
    touched = spans.filter(Q(started_at__gt=since) | Q(ended_at__gt=since))
    queued = Run.objects.filter(scenario=scenario, status__in=[Run.Status.QUEUED, Run.Status.WORKING])
    yield from queued.filter(
        Exists(spans.filter(name__in=waits)), ~Exists(touched), lane=Run.Lane.BACKGROUND
    ).order_by("started_at")


def _ids_in_messages(connection: Connection) -> set[bytes]:
    """Whatever looks like a run's id in messages that wait, then in those that a worker has."""
    channel: Any = connection.default_channel
    waiting = channel.client.lrange(QUEUE, 0, -1)
    taken = channel.client.hvals(channel.unacked_key)
    return {found for message in (*waiting, *taken) for found in UUIDS.findall(message)}
