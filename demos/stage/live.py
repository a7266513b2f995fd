"""What a load test has in Redis while it is on: who holds the stage, its picture so far, the wish to stop it.

All of it is forgotten by itself: a generator that has died holds the stage for SECONDS_HELD at the most.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import cast
from uuid import UUID

from django.conf import settings
from pydantic import ValidationError
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from demos.stage.recording import Recording, from_json

HOLDER = "stage:holder"
SECONDS_HELD = 10
SECONDS_TO_BEGIN = 20  # how long a test may wait for the worker that is to play it
SECONDS_REMEMBERED = 600  # its last picture, so that one that broke off has something to show
SECONDS_TO_ANSWER = 1

# Holding it longer, and letting it go, is for the holder alone.
HOLD = "return redis.call('get', KEYS[1]) == ARGV[1] and redis.call('expire', KEYS[1], ARGV[2])"
LEAVE = "return redis.call('get', KEYS[1]) == ARGV[1] and redis.call('del', KEYS[1])"


class Unreached(Exception):
    """Redis does not answer."""


def picture_key(test: UUID) -> str:
    """Where the picture of a test lies, as JSON."""
    return f"stage:picture:{test}"


def stop_key(test: UUID) -> str:
    """There while a test is to stop."""
    return f"stage:stop:{test}"


def claim(test: UUID) -> UUID | None:
    """Take the stage for this test. Returns None, or which test has it already. Raises Unreached."""
    with redis_line() as redis:
        if redis.set(HOLDER, str(test), nx=True, ex=SECONDS_TO_BEGIN):
            return None
        return _holder(redis) or claim(test)


def holder() -> UUID | None:
    """Which test has the stage now. Raises Unreached."""
    with redis_line() as redis:
        return _holder(redis)


def hold(test: UUID) -> bool:
    """Keep the stage a while longer; False where this test does not have it. Raises Unreached."""
    with redis_line() as redis:
        return bool(redis.eval(HOLD, 1, HOLDER, str(test), str(SECONDS_HELD)))


def leave(test: UUID) -> None:
    """The stage is free for the next test, if this one has it. Raises Unreached."""
    with redis_line() as redis:
        redis.eval(LEAVE, 1, HOLDER, str(test))
        redis.delete(stop_key(test))


def ask_to_stop(test: UUID) -> None:
    """The test ends at its next beat. Raises Unreached."""
    with redis_line() as redis:
        redis.set(stop_key(test), "1", ex=SECONDS_REMEMBERED)


def picture_of(test: UUID) -> Recording | None:
    """What was last seen of a test; None where nothing is left of it, or nobody can say."""
    try:
        with redis_line() as redis:
            text = cast("bytes | None", redis.get(picture_key(test)))
        return from_json(text) if text else None
    except (Unreached, ValidationError):
        return None


def _holder(redis: "Redis") -> UUID | None:
    held = cast("bytes | None", redis.get(HOLDER))
    return UUID(held.decode()) if held else None


@contextmanager
def redis_line() -> Iterator["Redis"]:
    """Redis, quick to give up. Raises Unreached, from the block too."""
    try:
        yield _client(settings.REDIS_URL)
    except RedisError as error:
        raise Unreached(str(error)) from error


@cache
def _client(url: str) -> "Redis":
    return Redis.from_url(
        url,
        socket_connect_timeout=SECONDS_TO_ANSWER,
        socket_timeout=SECONDS_TO_ANSWER,
        retry=Retry(NoBackoff(), 0),
    )
