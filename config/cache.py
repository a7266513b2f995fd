"""What is counted for all processes together lies in Redis. While it is away, each process counts for itself.

So a limit holds, if more loosely, and a page that counts does not fail because of it.
"""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from config.redis_away import OPTIONS, RedisAway


class RedisOrMemory(RedisCache):
    """Django's Redis cache, and that of the process where Redis does not answer."""

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
        in_redis, in_memory = getattr(super(), verb), getattr(self._memory, verb)
        return RedisAway.or_else(lambda: in_redis(*args, **kwargs), lambda: in_memory(*args, **kwargs))
