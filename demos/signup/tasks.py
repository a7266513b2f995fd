"""The welcome email as a task. Called directly, it runs here and now; the queue is in the verb."""

from uuid import UUID

from celery import shared_task

from demos.mail import MailFailure, MailRefused
from demos.models import Run
from demos.queueing import RunTask
from demos.signup import work


@shared_task(
    base=RunTask,
    title="email",
    steps=(work.SEND, work.NO_SERVER),
    autoretry_for=(MailFailure,),
    dont_autoretry_for=(MailRefused,),
    retry_backoff=True,
    retry_jitter=False,
)
def send_welcome(run_id: UUID) -> None:
    """Send the run's welcome email. A mail server that is down is tried again after 1, 2, 4 and 8 seconds."""
    work.send_welcome(Run.objects.get(pk=run_id))


TASKS = (send_welcome,)
