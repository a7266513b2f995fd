"""The demos' housekeeping, on the site's own queue: it goes on while the demo workers are paused or dead."""

from celery import shared_task
from django.utils import timezone

from demos import expiry, lost_messages, requeueing, sweeping
from demos.scenarios import scenarios


@shared_task
def requeue() -> None:
    """Take care of the runs that nobody would come back to: not queued, lost by it, abandoned, or expired."""
    lost_messages.note_lost_messages(timezone.now())
    requeueing.requeue({scenario.slug: scenario.tasks for scenario in scenarios()}, timezone.now())
    requeueing.give_up_abandoned(timezone.now())
    expiry.end_expired(timezone.now())


@shared_task
def sweep_runs() -> None:
    """Remove what is too old, or too much."""
    sweeping.sweep_files_of_runs(timezone.now())
    sweeping.sweep_runs(timezone.now())


@shared_task
def sweep_files() -> None:
    """Remove files that belong to no run."""
    sweeping.sweep_files(timezone.now())
