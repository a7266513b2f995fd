"""A process that is killed tells nobody. Whoever notices closes what it had begun, as lost, at that time.

Who kills on purpose knows at once (`note_lost_process`, `note_lost_worker`). A pool's process that goes by
itself is missed by its worker within seconds (`queueing`), a whole worker by its successor of the same name.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from celery.signals import worker_ready
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from demos import spans
from demos.models import Span
from demos.queueing import RunTask
from demos.remote_control import NODE
from demos.scenarios import scenarios


def note_lost_process(node: str, number: int, *, before: datetime) -> int:
    """That process of the worker `node` (from 1) is lost: what it had begun before then. Returns how many."""
    left = Span.objects.filter(place=f"{node}/{number}", started_at__lt=before)
    return _note(left, lambda task: task.before_retry)


def note_lost_worker(node: str, *, before: datetime) -> int:
    """The whole worker is lost, with all its processes: what they had begun before then. Returns how many."""
    left = Span.objects.filter(place__startswith=f"{node}/", started_at__lt=before)
    return _note(left, lambda task: task.held)


@worker_ready.connect
def note_successor(sender: Any = None, **_: object) -> None:
    """A worker takes its first task now: what another one of its name has left open was lost before."""
    if sender.hostname.startswith(NODE):
        note_lost_worker(sender.hostname, before=timezone.now())
        connection.close()  # or the processes of its pool would inherit it


def _note(left: QuerySet[Span], wait_of: Callable[[RunTask], str]) -> int:
    """Each task now waits to be given to somebody else, which its wait says."""
    now, tasks = timezone.now(), _tasks_by_step()
    with transaction.atomic():
        unfinished = list(left.filter(ended_at=None).values_list("run_id", "run__scenario", "name"))
        spans.lose(left, now)
        for run_id, scenario, step in unfinished:
            if task := tasks.get((scenario, step)):
                spans.open_wait(run_id, wait_of(task))
    return len(unfinished)


def _tasks_by_step() -> dict[tuple[str, str], RunTask]:
    return {
        (scenario.slug, step): task
        for scenario in scenarios()
        for task in scenario.tasks
        for step in task.steps
    }
