"""The load test as a task, on the queue `load`; and the stage's housekeeping beside it."""

from contextlib import suppress
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from demos.stage import live, loads


@shared_task
def play(test_id: UUID) -> None:
    """Play this load test. Its message is acknowledged at its beginning: a test is never played twice."""
    loads.carry_out(test_id)


@shared_task
def tidy() -> None:
    """End what broke off, forget what is old, remove what came late."""
    with suppress(live.Unreached):
        loads.settle()
    loads.sweep(timezone.now())
