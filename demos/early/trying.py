"""The life of a run with several tries, as both sides write it down."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from demos.early.models import Attempt, Booking
from demos.models import Run

SEATS = 20  # in a row of the stalls


def begin(run: Run, number: int) -> Attempt:
    """Noted before the transaction, so that it is there whatever becomes of it."""
    return Attempt.objects.create(run=run, number=number, begun_at=timezone.now())


def book(attempt: Attempt) -> Booking:
    """A seat is booked: the row that is not there for anybody else before the COMMIT."""
    attempt.begun_at = timezone.now()  # the transaction's, which may have had to wait for its turn to write
    return Booking.objects.create(attempt=attempt, seat=f"Stalls, seat {attempt.pk % SEATS + 1}")


def note_commit(attempt: Attempt) -> None:
    """The transaction is over."""
    now = timezone.now()
    Attempt.objects.filter(pk=attempt.pk).update(begun_at=attempt.begun_at, committed_at=now)


def note_look(attempt_id: int, *, sent: datetime | None, looked: datetime, error: str) -> None:
    """The worker has looked for the booking; `error` is "" where it found it. The first look counts."""
    first = Attempt.objects.filter(pk=attempt_id, looked_at=None)
    if first.update(sent_at=sent, looked_at=looked, error=error):
        for run in Attempt.objects.filter(pk=attempt_id).values_list("run_id", flat=True):
            finish(run)


def finish(run_id: UUID) -> None:
    """Mark the run done, if all of its tries have been made and answered."""
    still_open = Exists(Attempt.objects.open().filter(run=OuterRef("pk")))
    waiting = Run.objects.filter(pk=run_id, status__in=[Run.Status.QUEUED, Run.Status.WORKING])
    waiting.exclude(still_open).update(status=Run.Status.DONE)
