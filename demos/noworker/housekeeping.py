"""The site's own tasks go on whatever happens to the demo workers: each round of them leaves its time."""

from datetime import datetime
from typing import Any

from celery.signals import task_success
from django.utils import timezone

from demos.noworker.models import Housekeeping

TASK = "demos.tasks.requeue"  # beat sends it every ten seconds
ONLY_ROW = 1


@task_success.connect
def note_round(sender: Any = None, **_: object) -> None:
    """Runs in the worker that did it."""
    if sender.name == TASK:
        Housekeeping.objects.update_or_create(pk=ONLY_ROW, defaults={"at": timezone.now()})


def last_round() -> datetime | None:
    """When the housekeeping was last done; None before its first time."""
    return Housekeeping.objects.values_list("at", flat=True).first()
