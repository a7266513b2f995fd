"""The upload's two steps, queued with the time that they may wait there."""

from uuid import UUID

from celery import shared_task

from demos import expiry
from demos.mail import MailFailure, MailRefused
from demos.models import Run
from demos.queueing import RunTask
from demos.upload import work
from demos.upload.decoding import TooMuchAtOnce
from demos.upload.imaging import SIZES


class ImpatientTask(RunTask):
    """A worker drops it where it has waited for longer than its run may wait."""

    abstract = True

    def delay(self, run_id: UUID) -> None:  # type: ignore[override]
        """Queue it."""
        patience = expiry.patience_of(Run.objects.get(pk=run_id))
        self.apply_async((run_id,), expires=patience.total_seconds())


@shared_task(
    base=ImpatientTask,
    title="sizes",
    steps=tuple(work.RESIZE.format(size) for size in SIZES),
    autoretry_for=(TooMuchAtOnce,),
)
def make_sizes(run_id: UUID) -> None:
    """Make the four sizes of the run's photo."""
    work.make_sizes(Run.objects.get(pk=run_id))


@shared_task(
    base=ImpatientTask,
    title="email",
    steps=(work.SEND,),
    autoretry_for=(MailFailure,),
    dont_autoretry_for=(MailRefused,),
    retry_backoff=True,
)
def send_confirmation(run_id: UUID) -> None:
    """Send the run's confirmation email."""
    work.send_confirmation(Run.objects.get(pk=run_id))


TASKS = (make_sizes, send_confirmation)
