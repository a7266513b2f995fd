"""Payment and receipt as tasks. Called directly, each runs here and now; the queue is in the verb."""

from uuid import UUID

from celery import shared_task

from demos.mail import MailFailure, MailRefused
from demos.models import Run
from demos.order import payments, receipts
from demos.order.payments import TryFailed
from demos.queueing import RunTask


@shared_task(
    bind=True, base=RunTask, title=payments.TITLE, steps=payments.STEPS, max_retries=2 * payments.MOST_TRIES
)
def take_payment(task: RunTask, run_id: UUID) -> None:
    """Have the run's order paid. Called directly, it waits between its tries; in a worker it waits in the
    queue, and queues the receipt when it is paid.
    """
    run = Run.objects.get(pk=run_id)
    if task.request.called_directly:
        return payments.take_payment(run)
    if run.status == Run.Status.DONE:
        return None  # its message came twice
    try:
        payments.try_payment(run)
    except TryFailed as failed:
        raise task.retry(exc=failed, countdown=failed.pause) from failed
    send_receipt.enqueue(run_id)
    return None


@shared_task(
    base=RunTask,
    title="receipt",
    steps=(receipts.SEND,),
    autoretry_for=(MailFailure,),
    dont_autoretry_for=(MailRefused,),
    retry_backoff=True,
)
def send_receipt(run_id: UUID) -> None:
    """Send the receipt of the run's order, if it is paid. A mail server that is down is tried again."""
    receipts.send_receipt(Run.objects.get(pk=run_id))


TASKS = (take_payment,)  # which queues the other one, also for an order that is paid already
