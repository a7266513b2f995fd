"""Killing who works for a run, and noticing that a killed worker is back."""

from typing import Any

from celery.signals import worker_ready
from django.db import connection
from django.utils import timezone

from demos import crew, losses
from demos.killed.models import Kill
from demos.models import Run


def kill_process(run: Run) -> Kill:
    """kill -9 of the pool's process that has the run's task now. Raises CannotCommand."""
    before = timezone.now()
    killed = crew.kill_child(run.pk)
    losses.note_lost_process(killed.node, killed.number or 0, before=before)
    return Kill.objects.create(run=run, what=Kill.What.PROCESS, node=killed.node, at=before)


def kill_worker(run: Run) -> Kill:
    """kill -9 of the whole worker that has the run's task now. Raises CannotCommand."""
    before = timezone.now()
    killed = crew.kill_worker(run.pk)
    losses.note_lost_worker(killed.node, before=before)
    return Kill.objects.create(run=run, what=Kill.What.WORKER, node=killed.node, at=before)


@worker_ready.connect
def note_back(sender: Any = None, **_: object) -> None:
    """Runs in a worker that takes its first task now: if one of its name was killed, it is back."""
    killed = Kill.objects.filter(what=Kill.What.WORKER, node=sender.hostname, back_at=None)
    killed.update(back_at=timezone.now())
    connection.close()  # or the processes of its pool would inherit it
