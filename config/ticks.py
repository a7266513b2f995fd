"""The clock of the housekeeping leaves word in Redis that it still ticks."""

import time
from typing import Any

from django.conf import settings
from redis import Redis

from config.redis_away import OPTIONS, RedisAway

TICK = "site:clock"
SECONDS_KEPT = 24 * 60 * 60
SECONDS_WITHOUT_TICK = 60  # after so many it has stopped
SECONDS_TO_ANSWER = 2


def note_tick(**_: Any) -> None:
    """For Celery's signals that beat has started, and that it has sent a task."""

    def note() -> None:
        with Redis.from_url(settings.REDIS_URL, **OPTIONS) as redis:
            redis.set(TICK, time.time(), ex=SECONDS_KEPT)

    RedisAway.or_else(note, lambda: None)


def seconds_since_tick() -> float | None:
    """None where the clock has not ticked within a day. RedisError, OSError: the broker is away."""
    with Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=SECONDS_TO_ANSWER, socket_timeout=SECONDS_TO_ANSWER
    ) as redis:
        last = redis.get(TICK)
    return None if last is None else time.time() - float(last)
