"""What both views queue: a task that begins like most tasks, by looking for its row."""

import traceback
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from celery import shared_task
from celery.contrib.django.task import DjangoTask
from celery.result import AsyncResult
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.utils import timezone

from demos import runs
from demos.early import trying
from demos.early.models import Booking
from demos.queueing import RunTask
from demos.requeueing import Abandoned

SENT_AT = "sent_at"

if TYPE_CHECKING:  # Celery's tasks are generic in their type hints only
    Task = DjangoTask[[int], None]
else:
    Task = DjangoTask


class LookingTask(Task):
    """A task that is given the id of a row, and notes afterwards whether it found it, and when it looked.

    Not before: where a database has one writer at a time, a note would wait for the very COMMIT that it is
    about, and the task would then find everything in order.
    """

    abstract = True
    acks_late = True
    retry_on_worker_lost = True
    max_retries = 4
    throws = (ObjectDoesNotExist,)  # expected here, so no line of the log is an alarm
    soft_time_limit = 12
    time_limit = 18

    def apply_async(self, *args: Any, **options: Any) -> AsyncResult[None]:
        """The message itself says when it was sent."""
        headers = {SENT_AT: timezone.now().isoformat(), **(options.pop("headers", None) or {})}
        return super().apply_async(*args, headers=headers, **options)

    def __call__(self, booking_id: int) -> None:
        """Look first, and write down afterwards."""
        connection.ensure_connection()  # so that it does not count as a late look
        looked, error = timezone.now(), ""
        try:
            super().__call__(booking_id)
        except ObjectDoesNotExist as missing:
            error = traceback.format_exception_only(missing)[-1].strip()
            raise
        finally:
            trying.note_look(booking_id, sent=self._sent_at(), looked=looked, error=error)

    def _sent_at(self) -> datetime | None:
        said = (self.request.headers or {}).get(SENT_AT)
        return datetime.fromisoformat(said) if said else None


@shared_task(base=LookingTask)
def print_ticket(booking_id: int) -> None:
    booking = Booking.objects.get(pk=booking_id)
    booking.print_ticket()


@shared_task(base=RunTask, title="the end", steps=())
def end_abandoned(run_id: UUID) -> None:
    """Queued by the housekeeping for a run whose request has ended without a reply."""
    runs.fail_run(run_id, Abandoned("The server stopped in the middle of it."))


TASKS = (end_abandoned,)
