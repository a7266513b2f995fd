"""Recording what happens in a run while it happens, so that the page can show it before it is over."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from billiard import current_process
from celery import current_task
from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Concat, Left
from django.utils import timezone

from demos import processor
from demos.models import Span

WEB = "web"
QUEUE = "queue"
LOST = " (lost)"  # ends the name of what a process had begun when it was lost
LONGEST_NAME = 40 - len(LOST)


@contextmanager
def span(
    run_id: UUID, name: str, kind: Span.Kind = Span.Kind.WORK, *, simulated_ms: int = 0
) -> Iterator[None]:
    """Record the block as a span of the run, visible and open while it lasts, closed also if it fails.

    `durable`: inside an enclosing transaction nobody would see it before it is over, so that is an error.
    """
    with transaction.atomic(durable=True):
        row = Span.objects.create(
            run_id=run_id,
            name=name,
            kind=kind,
            place=here(),
            started_at=timezone.now(),
            simulated_ms=simulated_ms,
        )
    used = processor.used()
    try:
        yield
    finally:
        took = round(processor.used() - used, 3)
        Span.objects.filter(pk=row.pk).update(ended_at=timezone.now(), processor_ms=took)


def here() -> str:
    """Where this code runs: "web", or a worker's name and which of its processes ("demos@host/2")."""
    if not current_task or current_task.request.called_directly:
        return WEB
    name = current_task.request.hostname or "worker"
    child: int | None = getattr(current_process(), "index", None)  # only a pool's processes have one
    return name if child is None else f"{name}/{child + 1}"


def begin_enqueueing(run_id: UUID, name: str, wait: str) -> None:
    """The request goes on to put a task into the queue, which ends its step before; the wait begins.

    One statement for both spans: the reply waits for every one that we make.
    """
    now = timezone.now()
    end_in_request(run_id, now)
    Span.objects.bulk_create([Span(run_id=run_id, name=name, place=WEB, started_at=now), _wait(run_id, wait)])


def end_in_request(run_id: UUID, now: datetime) -> None:
    """The request's last step is over; what this thread has done since its last `lap` was for it."""
    last = Span.objects.filter(run_id=run_id, place=WEB, ended_at=None)
    last.update(ended_at=now, processor_ms=processor.lap())


def open_wait(run_id: UUID, name: str) -> None:
    """A task of the run begins to wait in the queue, or is known to wait there."""
    if not Span.objects.filter(run_id=run_id, name=name, ended_at=None).exists():
        _wait(run_id, name).save()


def close(run_id: UUID, *names: str, at: datetime | None = None) -> None:
    """Whatever of that name is open in the run ends now, or ended `at` that time."""
    Span.objects.filter(run_id=run_id, name__in=names, ended_at=None).update(ended_at=at or timezone.now())


def begin_work(run_id: UUID, waits: Iterable[str], steps: Iterable[str]) -> None:
    """This worker has a task: its waits are over. What is open of its steps was left so by a lost one."""
    left = Span.objects.filter(run_id=run_id, name__in=[*waits, *steps], ended_at=None)
    lost = When(name__in=[*steps], then=_lost_name())
    taken = When(kind=Span.Kind.QUEUE, then=Value(here()))
    left.update(
        ended_at=timezone.now(),
        name=Case(lost, default=F("name")),
        taken_by=Case(taken, default=F("taken_by")),
    )


def lose(left: QuerySet[Span], at: datetime) -> int:
    """What of these is open was under way in a process that is no more: it ended `at`, and its name says how.

    Returns how many there were.
    """
    return left.filter(ended_at=None).update(ended_at=at, name=_lost_name())


def lost(name: str) -> str:
    """What a step of this name is called where its process was lost."""
    return name[:LONGEST_NAME] + LOST


def forget_wait(run_id: UUID, name: str) -> None:
    """The task did not get into the queue after all."""
    Span.objects.filter(run_id=run_id, name=name, ended_at=None).delete()


def _lost_name() -> Concat:
    return Concat(Left("name", LONGEST_NAME), Value(LOST))


def _wait(run_id: UUID, name: str) -> Span:
    return Span(run_id=run_id, name=name, kind=Span.Kind.QUEUE, place=QUEUE, started_at=timezone.now())
