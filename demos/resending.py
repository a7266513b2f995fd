"""A run whose letter could not be delivered says so, and may be told to try once more."""

from uuid import UUID

from demos import mail
from demos.models import Run
from demos.scenarios import scenarios


def may_send_again(run: Run) -> bool:
    """Whether it is a background run that ended because the mail server did not take its letter."""
    return (run.status, run.lane) == (Run.Status.FAILED, Run.Lane.BACKGROUND) and run.failure in mail.FAILURES


def send_again(run_id: UUID) -> None:
    """Queue the tasks of such a run once more: what is there already is not made again.

    Of two clicks one counts. A queue that is away gets them later, from the housekeeping.
    """
    failed = Run.objects.filter(pk=run_id, lane=Run.Lane.BACKGROUND, failure__in=mail.FAILURES)
    if not failed.filter(status=Run.Status.FAILED).update(status=Run.Status.QUEUED, failure=""):
        return
    scenario = Run.objects.values_list("scenario", flat=True).get(pk=run_id)
    tasks = next(room.tasks for room in scenarios() if room.slug == scenario)
    for task in tasks:
        task.enqueue(run_id)
