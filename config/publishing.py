"""Publishing into a queue that may be away: whoever has found that out spares the next ones the wait.

A frozen broker costs the first a second. Without this everybody would wait as long, one web thread each, and
soon pages that need no queue would have to wait for a thread.
"""

import threading
import time
from typing import Any

from celery import Celery
from celery.result import AsyncResult
from kombu.exceptions import OperationalError
from redis import RedisError

SECONDS_AWAY = 2.0
UNREACHABLE = (OperationalError, RedisError, OSError)


class Publisher(Celery):
    """The Celery application. Publishing raises OperationalError at once for two seconds after it has failed;
    then one tries, and the others still do not wait for it.
    """

    _away_until: dict[str, float]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._away_until = {}  # by broker; of all threads
        self._looking = threading.Lock()

    def send_task(self, name: str, *args: Any, **options: Any) -> AsyncResult[Any]:
        """As Celery does; who brings a connection has bounds of its own, and always tries."""
        if options.get("connection"):
            return super().send_task(name, *args, **options)
        broker = str(self.conf.broker_url)
        self._may_try(broker)
        try:
            sent = super().send_task(name, *args, **options)
        except UNREACHABLE:
            self._away_until[broker] = time.monotonic() + SECONDS_AWAY
            raise
        self._away_until.pop(broker, None)
        return sent

    def _may_try(self, broker: str) -> None:
        """Raises OperationalError where it was away a moment ago, or another thread just tries."""
        with self._looking:
            until, now = self._away_until.get(broker), time.monotonic()
            if until is None:
                return
            if now < until:
                raise OperationalError("the queue did not answer a moment ago")
            self._away_until[broker] = now + SECONDS_AWAY  # others need not try beside this one
