"""What is counted for all processes together lies in Redis. While it is away, each process counts for itself.

So a limit holds, if more loosely, and a page that counts does not fail because of it.
"""

import logging
import time
from typing import Any, ClassVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

SECONDS_TO_ANSWER = 0.3
SECONDS_AWAY = 10  # who has found Redis away does not make every request wait for it
OPTIONS = {
    "socket_connect_timeout": SECONDS_TO_ANSWER,
    "socket_timeout": SECONDS_TO_ANSWER,
    "retry": Retry(NoBackoff(), 0),
}

logger = logging.getLogger(__name__)


class RedisOrMemory(RedisCache):
    """Django's Redis cache, and that of the process where Redis does not answer."""

    _away_until: ClassVar[float] = 0.0  # of all threads; each has a cache object of its own

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": OPTIONS})
        self._memory = LocMemCache("while Redis is away", params)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._do("add", *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._do("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._do("set", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._do("delete", *args, **kwargs))

    def clear(self) -> None:
        """Never the whole database, which is the queue's too: what has a time limit goes by itself."""
        raise NotImplementedError

    def _do(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= RedisOrMemory._away_until:
            try:
                return getattr(super(), verb)(*args, **kwargs)
            except RedisError as error:
                logger.warning("Redis does not answer, this process counts for itself: %s", error)
                RedisOrMemory._away_until = time.monotonic() + SECONDS_AWAY
        return getattr(self._memory, verb)(*args, **kwargs)
