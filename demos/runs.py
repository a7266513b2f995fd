"""The life of a run, as it is written down. Every step is one small statement that says from what to what."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone

from demos import files, log_context, processor, spans
from demos.failure_words import in_words
from demos.machine import machine
from demos.models import Run, Span

Status = Run.Status
WAITING = (Status.RECEIVED, Status.UNQUEUED, Status.QUEUED)
UNFINISHED = (*WAITING, Status.WORKING)


def start_run(
    *,
    visitor: UUID,
    scenario: str,
    lane: Run.Lane,
    arrived: datetime,
    settings: Mapping[str, Any],
    photo: "File[bytes] | None" = None,
    join: Callable[[Run], object] | None = None,
) -> Run:
    """Keep the photo, if there is one, then the run, with what the request did so far.

    From `arrived` until now it checked. `settings`: what was chosen, plain values of JSON. `join` writes what
    else belongs to the run, in the same transaction. Raises StorageAway, and then there is no run.
    """
    checked, checking = timezone.now(), processor.lap()
    run = Run(
        visitor=visitor,
        scenario=scenario,
        lane=lane,
        started_at=arrived,
        settings=dict(settings),
        machine=machine(),
        request_id=log_context.request_id(),
    )
    log_context.bind(run.pk)
    if photo:
        files.keep(run.photo, photo)
    with transaction.atomic(durable=True):
        run.save(force_insert=True)
        done = [_in_the_request(run, "receive and check", arrived, checked, checking)]
        if photo:
            stored, storing = timezone.now(), processor.lap()
            done.append(_in_the_request(run, "store the photo", checked, stored, storing))
        Span.objects.bulk_create(done)
        if join:
            join(run)
    return run


def usual_status(run: Run) -> int:
    """Of the reply of a lane that failed at nothing but, perhaps, queueing: then it is kept all the same."""
    if run.status == Status.UNQUEUED:
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK if run.lane == Run.Lane.BLOCKING else HTTPStatus.ACCEPTED


def note_reply(run: Run, status_of: Callable[[Run], int] = usual_status) -> Run:
    """The reply leaves now: note how long it took, and that what was received is queued; return the run.

    `status_of` chooses the HTTP status that it leaves with, by what the run has become.
    """
    now = timezone.now()
    received = Q(lane=Run.Lane.BACKGROUND, status=Status.RECEIVED)
    taken = Exists(Span.objects.filter(run=OuterRef("pk"), kind=Span.Kind.QUEUE, ended_at__isnull=False))
    with transaction.atomic(durable=True):
        spans.end_in_request(run.pk, now)
        _lock(run.pk)
        Run.objects.filter(pk=run.pk).update(
            response_ms=round((now - run.started_at).total_seconds() * 1000, 3),
            status=Case(
                When(received & taken, then=Value(Status.WORKING)),
                When(received, then=Value(Status.QUEUED)),
                default=F("status"),
            ),
        )
        run.refresh_from_db()
        run.reply_status = status_of(run)
        run.save(update_fields=["reply_status"])
    return run


def note_work(run_id: UUID, *, waits: Iterable[str] = (), steps: Iterable[str] = ()) -> None:
    """A worker begins with a task of the run, whose waits and steps are called so; `spans.begin_work`.

    Only what is wholly queued becomes WORKING: of a run that is not, another task may still need queueing.
    """
    with transaction.atomic(durable=True):
        _lock(run_id)
        Run.objects.filter(pk=run_id, status=Status.QUEUED).update(status=Status.WORKING)
        spans.begin_work(run_id, waits, steps)


def note_queued(run_id: UUID) -> None:
    """All of the run goes into the queue, now that there is one again."""
    Run.objects.filter(pk=run_id, status__in=WAITING).update(status=Status.QUEUED)


def note_unqueued(run_id: UUID) -> None:
    """A task of the run could not be queued: it is kept, and waits for the queue."""
    Run.objects.filter(pk=run_id, status__in=UNFINISHED).update(status=Status.UNQUEUED)


def count_unfinished() -> dict[str, int]:
    """How many runs are not over, by status."""
    found = Run.objects.filter(status__in=UNFINISHED).values_list("status").annotate(Count("pk"))
    return {**dict.fromkeys(map(str, UNFINISHED), 0), **dict(found)}


def finish_run(run_id: UUID) -> bool:
    """An unfinished run has done all that it should; False where it was over before."""
    unfinished = Run.objects.filter(pk=run_id, status__in=UNFINISHED)
    return unfinished.update(status=Status.DONE) > 0


def fail_run(run_id: UUID, error: BaseException) -> None:
    """End an unfinished run, in words; what was under way in it is over."""
    with transaction.atomic(durable=True):
        failed = Run.objects.filter(pk=run_id, status__in=UNFINISHED)
        if failed.update(status=Status.FAILED, failure=in_words(error)):
            Span.objects.filter(run_id=run_id, ended_at=None).update(ended_at=timezone.now())


def _lock(run_id: UUID) -> None:
    """Of the reply that leaves and the worker that begins, the second sees what the first has noted."""
    Run.objects.select_for_update().filter(pk=run_id).first()


def _in_the_request(run: Run, name: str, start: datetime, end: datetime, processor_ms: float) -> Span:
    return Span(
        run=run, name=name, place=spans.WEB, started_at=start, ended_at=end, processor_ms=processor_ms
    )
