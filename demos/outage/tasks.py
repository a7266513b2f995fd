"""What both views queue: all the work of an upload, in one task."""

from uuid import UUID

from celery import shared_task

from demos.mail import MailFailure, MailRefused
from demos.models import Run
from demos.outage.publishing import ValveTask
from demos.upload import work
from demos.upload.imaging import SIZES


@shared_task(
    base=ValveTask,
    title="photo",
    steps=(*(work.RESIZE.format(size) for size in SIZES), work.SEND),
    autoretry_for=(MailFailure,),
    dont_autoretry_for=(MailRefused,),
    retry_backoff=True,
)
def process_photo(run_id: UUID) -> None:
    """Make the four sizes, then send the confirmation."""
    run = Run.objects.get(pk=run_id)
    work.make_sizes(run)
    work.send_confirmation(run)


TASKS = (process_photo,)
