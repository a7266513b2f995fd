"""The two steps of an upload as tasks. Called directly, each runs here and now; the queue is in the verb."""

from uuid import UUID

from celery import shared_task

from demos.mail import MailFailure, MailRefused
from demos.models import Run
from demos.queueing import RunTask
from demos.upload import work
from demos.upload.decoding import TooMuchAtOnce
from demos.upload.imaging import SIZES


@shared_task(
    base=RunTask,
    title="sizes",
    steps=tuple(work.RESIZE.format(size) for size in SIZES),
    autoretry_for=(TooMuchAtOnce,),
)
def make_sizes(run_id: UUID) -> None:
    """Make the four sizes of the run's photo."""
    work.make_sizes(Run.objects.get(pk=run_id))


@shared_task(
    base=RunTask,
    title="email",
    steps=(work.SEND,),
    autoretry_for=(MailFailure,),
    dont_autoretry_for=(MailRefused,),
    retry_backoff=True,
)
def send_confirmation(run_id: UUID) -> None:
    """Send the run's confirmation email. A mail server that is down is tried again, four times."""
    work.send_confirmation(Run.objects.get(pk=run_id))


TASKS = (make_sizes, send_confirmation)
