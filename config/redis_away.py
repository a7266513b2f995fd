"""Redis may be away. A process that has found that out asks again after a while, not at every request."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from redis import RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

SECONDS_TO_ANSWER = 0.3
SECONDS_AWAY = 10
OPTIONS = {
    "socket_connect_timeout": SECONDS_TO_ANSWER,
    "socket_timeout": SECONDS_TO_ANSWER,
    "retry": Retry(NoBackoff(), 0),
}

logger = logging.getLogger(__name__)
Told = TypeVar("Told")


class RedisAway:
    """What all threads of this process, and all that counts in Redis, know of it."""

    until = 0.0  # by time.monotonic()

    @classmethod
    def or_else(cls, ask: Callable[[], Told], instead: Callable[[], Told]) -> Told:
        """What Redis says; where it does not answer, or did not a moment ago, what is known without it."""
        if time.monotonic() >= cls.until:
            try:
                return ask()
            except RedisError as error:
                logger.warning("Redis does not answer, this process counts for itself: %s", error)
                cls.until = time.monotonic() + SECONDS_AWAY
        return instead()
