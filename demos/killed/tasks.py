"""The order as a task. It is acknowledged when it is done: lost before, it is done again."""

from uuid import UUID

from celery import shared_task

from demos.killed import work
from demos.mail import MailFailure, MailRefused
from demos.models import Run
from demos.queueing import RunTask


@shared_task(
    base=RunTask,
    title="order",
    steps=(work.SEND, work.PACK),
    autoretry_for=(MailFailure,),
    dont_autoretry_for=(MailRefused,),
    retry_backoff=True,
)
def fulfil(run_id: UUID) -> None:
    """Send the receipt, then pack the order."""
    run = Run.objects.get(pk=run_id)
    if run.settings["safe"]:
        work.fulfil_safely(run)
    else:
        work.fulfil_carelessly(run)


TASKS = (fulfil,)
