"""A pause of the demo workers is a lease in the broker: it runs out by itself, whoever asked for it.

Every demo worker looks at it, so that one that starts during a pause keeps it, and one that nobody resumes
goes on when the lease is over.
"""

import logging
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from celery import bootsteps, current_app
from django.utils import timezone
from kombu import Connection
from redis import Redis

from demos.queueing import UNREACHABLE
from demos.remote_control import NODE, QUEUE

KEY = "demos:paused"
LONGEST_PAUSE = timedelta(minutes=10)
SECONDS_BETWEEN_LOOKS = 2.0

logger = logging.getLogger(__name__)


def lease(connection: Connection) -> datetime:
    """From now on the demo workers are to be paused; returns until when."""
    with _redis(connection) as redis:
        redis.set(KEY, 1, px=LONGEST_PAUSE)
    return timezone.now() + LONGEST_PAUSE


def end_lease(connection: Connection) -> None:
    """From now on they are to work."""
    with _redis(connection) as redis:
        redis.delete(KEY)


def leased_until(connection: Connection) -> datetime | None:
    """When the pause ends by itself; None where there is none."""
    with _redis(connection) as redis:
        ms = redis.pttl(KEY)
    return timezone.now() + timedelta(milliseconds=ms) if ms > 0 else None


def takes_tasks(consumer: Any) -> bool:
    """In a worker: whether it takes tasks out of the queue of the demos."""
    return QUEUE in consumer.app.amqp.queues.consume_from


class KeepThePause(bootsteps.StartStopStep):
    """Runs in a demo worker: paused while there is a lease, also if it was not there when that began."""

    requires = ("celery.worker.consumer.tasks:Tasks",)  # but before it takes its first task
    _timer: Any = None

    def include_if(self, parent: Any) -> bool:
        """The site's own workers are never paused."""
        return bool(parent.hostname.startswith(NODE))

    def start(self, parent: Any) -> None:
        """Look now, and again and again."""
        _keep(parent)
        self._timer = parent.timer.call_repeatedly(SECONDS_BETWEEN_LOOKS, _keep_if_possible, (parent,))

    def stop(self, parent: Any) -> None:
        """Its connection is lost, or it ends."""
        if self._timer:
            self._timer.cancel()

    shutdown = stop


def _keep(consumer: Any) -> None:
    with _redis(consumer.connection) as redis:
        paused = bool(redis.exists(KEY))
    if paused and takes_tasks(consumer):
        logger.info("paused")
        consumer.cancel_task_queue(QUEUE)
    elif not paused and not takes_tasks(consumer):
        logger.info("no longer paused")
        consumer.add_task_queue(QUEUE)


def _keep_if_possible(consumer: Any) -> None:
    """A broker that does not answer is the business of the worker's own connection, which comes back here."""
    try:
        _keep(consumer)
    except UNREACHABLE as error:
        logger.warning("cannot see whether there is a pause: %s", error)


def _redis(connection: Connection) -> AbstractContextManager[Redis]:
    """The broker itself, for this one key, on a connection other than that on which messages are awaited."""
    channel: Any = connection.default_channel
    client: AbstractContextManager[Redis] = channel.conn_or_acquire()
    return client


current_app.steps["consumer"].add(KeepThePause)
