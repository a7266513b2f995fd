"""Tasks whose messages go through the valve, and nowhere else, with the bounds of the site's settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from celery import current_app
from django.conf import settings
from kombu import Connection

from demos.queueing import UNREACHABLE, RunTask

ONE_TRY = 1  # second: whoever has waited longer for the first answer does not ask again


class ValveTask(RunTask):
    """A task of a run, published through the valve: by a view, and by the housekeeping."""

    abstract = True

    def publish(self, run_id: UUID) -> None:
        """Within two seconds or not at all."""
        with line() as connection:
            self.apply_async((run_id,), connection=connection)  # type: ignore[call-arg]  # as Celery documents it

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
