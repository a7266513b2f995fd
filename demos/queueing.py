"""Tasks that belong to a run: their waits in the queue are spans of it, and their failures are its end.

A task is queued at least once and may run twice, so it must be idempotent. Its message is acknowledged when
the work is done; a worker that is lost costs one of `max_retries`, so that no task can kill workers for ever.
"""

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from uuid import UUID

from celery.contrib.django.task import DjangoTask
from celery.exceptions import Reject, Retry, WorkerLostError
from celery.signals import task_failure
from django.db import InterfaceError, connection, transaction
from django.db import OperationalError as DatabaseAway
from django.db.models import QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from demos import runs, spans
from demos.failures import LOST_TOO_OFTEN, LostTooOften, RunFailure
from demos.files import StorageAway
from demos.models import Run, Span

LONGEST_PAUSE = 8  # seconds; settings.REDELIVERY_SECONDS is longer
IN_QUEUE, TRYING_AGAIN, HELD = "in the queue", "trying again", "held for a lost worker"
PUT_OFF = "times_put_off"  # the header of a message that says how often
ENQUEUE = "enqueue "  # before a task's title: the step of the request that queues it

logger = logging.getLogger(__name__)

DATABASE_AWAY = (DatabaseAway, InterfaceError)  # restarted, locked, too busy: it is there again in a moment
# kombu turns most of them into its own, but not those met while a connection is made or returned.
UNREACHABLE = (OperationalError, RedisError, OSError)

if TYPE_CHECKING:  # Celery's tasks are generic in their type hints only
    Task = DjangoTask[[UUID], None]
else:
    Task = DjangoTask


class RunTask(Task):
    """A task of a run, whose id is its only argument.

    `title` says in one word what waits in the queue; `steps` are the names of the spans that it records. A
    worker drops it where it has waited for longer than `expires` seconds: nobody waits for it any more.
    """

    abstract = True
    title: ClassVar[str]
    steps: ClassVar[tuple[str, ...]]

    throws = (RunFailure,)  # expected, and told to the visitor: no traceback in the log
    acks_late = True
    retry_on_worker_lost = True
    max_retries = 4
    default_retry_delay = 1
    soft_time_limit = 12
    time_limit = 18
    expires = 30 * 60

    def __call__(self, run_id: UUID) -> None:
        """The task itself, here and now. Called without the queue, it notes a failure by itself."""
        try:
            super().__call__(run_id)
        except Run.DoesNotExist:
            logger.info("run %s was swept before %s came to it", run_id, self.name)
        except Exception as error:
            if self.request.called_directly:
                self._end_in_words(run_id, error)
            elif isinstance(error, (StorageAway, *DATABASE_AWAY)):
                self._put_off(error)
            else:
                raise

    def delay_on_commit(self, run_id: UUID) -> None:  # type: ignore[override]
        """Queue it when the transaction is over, or at once outside of one, as a step of the request."""
        transaction.on_commit(partial(self.enqueue, run_id, in_request=True))

    def enqueue(self, run_id: UUID, *, in_request: bool = False) -> bool:
        """Queue it. False, and the run is marked so, where the queue cannot be reached."""
        if Run.objects.filter(pk=run_id, status=Run.Status.UNQUEUED).exists():
            return False  # the task before this one has waited for the queue in vain
        if in_request:
            with transaction.atomic():
                spans.begin_enqueueing(run_id, f"{ENQUEUE}{self.title}", self.in_queue)
        else:
            spans.open_wait(run_id, self.in_queue)
        try:
            self.publish(run_id)
        except UNREACHABLE as error:
            logger.warning("run %s: the queue cannot be reached: %s", run_id, error)
            spans.forget_wait(run_id, self.in_queue)
            runs.note_unqueued(run_id)
            return False
        return True

    def publish(self, run_id: UUID) -> None:
        """Send its message; a scenario may have a broker of its own for that. Raises one of UNREACHABLE."""
        self.delay(run_id)

    def queue_answers(self) -> bool:
        """For the housekeeping, which has just been queued by the very broker that the others publish to."""
        return True

    def before_start(self, task_id: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """A worker has it. Raises LostTooOften, before any of its work is done again."""
        waits = (self.in_queue, self.before_retry, self.held)
        try:
            runs.note_work(args[0], waits=waits, steps=self.steps)
        except DATABASE_AWAY as error:
            self._put_off(error)
        came_back = self.request.retries or self._times_put_off()
        again = came_back or (self.request.delivery_info or {}).get("redelivered")
        if again and self._times_lost(args[0]) > self.max_retries:
            raise LostTooOften(LOST_TOO_OFTEN)

    def on_retry(
        self, exc: Exception, task_id: str, args: tuple[Any, ...], kwargs: dict[str, Any], einfo: object
    ) -> None:
        """It failed, or its process was lost in the middle of it: it goes back into the queue for a while.

        Where the database is away, nothing is noted of it.
        """
        if isinstance(exc, DATABASE_AWAY):
            _leave_no_connection()
            return
        if isinstance(exc, WorkerLostError):
            spans.lose(self.open_steps(args[0]), timezone.now())
        else:
            spans.close(args[0], *self.steps)
        spans.open_wait(args[0], self.before_retry)
        _leave_no_connection()

    @property
    def in_queue(self) -> str:
        """The name of the span while it waits for a worker."""
        return f"{IN_QUEUE}: {self.title}"

    @property
    def before_retry(self) -> str:
        """The name of the span while it waits to be tried again."""
        return f"{TRYING_AGAIN}: {self.title}"

    @property
    def held(self) -> str:
        """The name of the span from the loss of its whole worker until the queue gives it to another one."""
        return f"{HELD}: {self.title}"

    def open_steps(self, run_id: UUID) -> QuerySet[Span]:
        """What it has begun and not ended in that run."""
        return Span.objects.filter(run_id=run_id, name__in=self.steps, ended_at=None)

    def _end_in_words(self, run_id: UUID, error: Exception) -> None:
        """Of a run whose visitor waits. A database that is away can be told nothing: its page says so."""
        if isinstance(error, DATABASE_AWAY):
            raise error
        runs.fail_run(run_id, error)
        if not isinstance(error, RunFailure):
            raise error

    def _put_off(self, error: Exception) -> NoReturn:
        """Try again after ever longer pauses, as often as needed, until the message expires. Raises Retry.

        As `self.retry` does, but it costs none of the retries: those are for what fails by itself, and Celery
        looks at them, too, before it tries again what was lost with its process.
        """
        times = self._times_put_off()
        pause = min(2**times, LONGEST_PAUSE)
        headers = {**(self.request.headers or {}), PUT_OFF: times + 1}
        again = self.signature_from_request(countdown=pause, retries=self.request.retries, headers=headers)
        try:
            again.apply_async()
        except Exception as unreachable:
            raise Reject(unreachable, requeue=False) from unreachable
        raise Retry(exc=error, when=pause, sig=again)

    def _times_put_off(self) -> int:
        return int((self.request.headers or {}).get(PUT_OFF, 0))

    def _times_lost(self, run_id: UUID) -> int:
        """Its message counts its retries; a whole worker that is lost with it counts nothing."""
        names = [spans.lost(step) for step in self.steps]
        return Span.objects.filter(run_id=run_id, name__in=names).count()


@task_failure.connect
def note_failure(
    sender: object = None, exception: BaseException | None = None, args: Any = (), **_: object
) -> None:
    """The last try of a task has failed: sent where it ran, or by the worker where its process was lost."""
    if isinstance(sender, RunTask) and exception is not None:
        if isinstance(exception, WorkerLostError):
            spans.lose(sender.open_steps(args[0]), timezone.now())
            spans.forget_wait(args[0], sender.before_retry)  # whoever killed it expected one more try
        if _should_have_been_tried_again(sender, exception):
            runs.note_unqueued(args[0])
        else:
            runs.fail_run(args[0], exception)
        _leave_no_connection()


def _should_have_been_tried_again(task: RunTask, exception: BaseException) -> bool:
    """Celery gives up a task that it cannot put back into the queue. Its run waits until that is there."""
    lost_too_soon = isinstance(exception, WorkerLostError) and task.request.retries < task.max_retries
    return lost_too_soon or isinstance(exception, Reject)


def _leave_no_connection() -> None:
    """After a lost process this is the worker's main one, whose connection the next process would inherit."""
    connection.close()
