"""The tiny work and the processor's work as tasks; and what fills the processor, on the queue of the load."""

from typing import TYPE_CHECKING
from uuid import UUID

from celery import shared_task
from celery.contrib.django.task import DjangoTask

from demos.machine import cores
from demos.models import Run
from demos.nohelp import work
from demos.nohelp.full import crunching, filling
from demos.queueing import RunTask

if TYPE_CHECKING:  # Celery's tasks are generic in their type hints only
    Task = DjangoTask[[int], None]
else:
    Task = DjangoTask


class TinyTask(Task):
    """A task of one title. It records nothing itself: that would cost more than the work does."""

    abstract = True
    acks_late = True
    retry_on_worker_lost = True
    max_retries = 4
    soft_time_limit = 12
    time_limit = 18
    expires = 30 * 60

    def __call__(self, title_id: int) -> None:
        """The work; in a worker also what is noted once it is done."""
        super().__call__(title_id)
        if not self.request.called_directly:
            work.finish_with(title_id)


@shared_task(base=TinyTask)
def capitalise(title_id: int) -> None:
    """Put one title into capitals."""
    work.capitalise(title_id)


@shared_task(base=RunTask, title="work", steps=(crunching.CRUNCH,))
def crunch(run_id: UUID) -> None:
    """Work that needs nothing but a processor."""
    crunching.crunch(Run.objects.get(pk=run_id))


@shared_task(base=RunTask, title="the rest", steps=(crunching.CRUNCH,))
def do_the_rest(run_id: UUID) -> None:
    """What a run of either part still lacks: queued by the housekeeping where the queue was out of reach."""
    run = Run.objects.get(pk=run_id)
    if run.settings["part"] == work.TINY:
        work.capitalise_rest(run)
    else:
        crunching.crunch(run)


@shared_task
def fill_processor() -> None:
    """Keep every core of this machine busy until the time is over."""
    filling.fill(cores())


def queue_filling() -> None:
    """Beside the housekeeping, not before it; and not at all where nobody takes it in time."""
    fill_processor.apply_async(queue="load", expires=filling.SECONDS)


TASKS = (do_the_rest,)
