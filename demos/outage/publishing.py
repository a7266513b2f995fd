"""Tasks whose messages go through the valve, and nowhere else, with the bounds of the site's settings."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from celery import current_app
from django.conf import settings
from kombu import Connection
from kombu.exceptions import OperationalError

from demos.queueing import UNREACHABLE, RunTask

ONE_TRY = 1  # second: whoever has waited longer for the first answer does not ask again
# While the queue is frozen each try holds a web thread for a second or so. A class must not hold them all.
TRIES_AT_ONCE = 3
SECONDS_FOR_A_PLACE = 0.2  # many times what a try takes while the queue answers

_places = threading.Semaphore(TRIES_AT_ONCE)


class ValveTask(RunTask):
    """A task of a run, published through the valve: by a view, and by the housekeeping."""

    abstract = True

    def publish(self, run_id: UUID) -> None:
        """Within about two seconds or not at all; at once not, while as many as may are finding that out."""
        if not _places.acquire(timeout=SECONDS_FOR_A_PLACE):
            raise OperationalError("enough others are waiting for an answer")
        try:
            with line() as connection:
                self.apply_async((run_id,), connection=connection)  # type: ignore[call-arg]  # as Celery documents it
        finally:
            _places.release()

    def queue_answers(self) -> bool:
        """Whether it does right now."""
        try:
            with line() as connection:
                connection.ensure_connection(max_retries=1, interval_start=0, timeout=ONE_TRY)
        except UNREACHABLE:
            return False
        return True


@contextmanager
def line() -> Iterator[Connection]:
    """A connection to the broker through the valve, with the web's bounds wherever it is made.

    A worker's own connections may wait longer; what it queues again must not hold up its thread.
    """
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    with current_app.connection_for_write(settings.LAB_BROKER_URL, transport_options=options) as connection:
        yield connection
