"""What this room does in the background, on the queue `site`."""

from celery import shared_task

from learners.letters import UNREACHABLE
from tutorial import fitting
from tutorial.models import Fitting


@shared_task(ignore_result=True, expires=fitting.PATIENCE.total_seconds())
def fit(fitting_id: int) -> None:
    """Learn the parameters that were asked for."""
    fitting.carry_out(fitting_id)


def queue(asked: Fitting) -> bool:
    """Queue the task of a committed row. False, and the row says so, where the queue cannot be reached."""
    try:
        fit.delay(asked.pk)
    except UNREACHABLE:
        Fitting.objects.filter(pk=asked.pk).update(state=Fitting.State.NOT_QUEUED)
        return False
    return True
