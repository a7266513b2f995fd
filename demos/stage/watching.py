"""What a load test looks at from outside, several times a second, and tells: slots, queue, picture, stop."""

import json
from collections.abc import Awaitable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, cast
from uuid import UUID

from django.conf import settings
from redis import RedisError
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from demos.remote_control import QUEUE
from demos.stage.live import HOLD, HOLDER, SECONDS_HELD, SECONDS_REMEMBERED, picture_key, stop_key
from demos.stage.phones import READY, Phone, phones_of
from demos.stage.recording import Recording, to_json
from demos.stage.slots import FREE, slot_key

UNACKNOWLEDGED = "unacked"  # where kombu keeps what a worker has, until it is done
SECONDS_TO_ANSWER = 0.5
NOBODY_KNOWS = -1


@dataclass(frozen=True)
class Order:
    """What a test is told at a beat: to stop, or that it no longer has the stage; which phones take part."""

    stop: bool = False
    lost: bool = False
    phones: tuple[Phone, ...] = ()


class Watch:
    """The test's line to Redis. Where Redis does not answer, nothing is known, and the test goes on."""

    def __init__(self, test: UUID) -> None:
        self._test = test

    async def __aenter__(self) -> Self:
        self._redis: Redis[Any] = Redis.from_url(  # type: ignore[type-arg]
            settings.REDIS_URL,
            socket_connect_timeout=SECONDS_TO_ANSWER,
            socket_timeout=SECONDS_TO_ANSWER,
            retry=Retry(NoBackoff(), 0),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._redis.aclose()

    async def look(self) -> tuple[int, tuple[str, ...]]:
        """How many tasks of the demos are not done, and what is in each slot of the stage."""
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.llen(QUEUE)
                pipe.hvals(UNACKNOWLEDGED)
                pipe.mget([slot_key(number) for number in range(settings.STAGE_SLOTS)])
                waiting, taken, slots = await cast("Awaitable[list[Any]]", pipe.execute())
        except RedisError:
            return NOBODY_KNOWS, ()
        ours = sum(json.loads(message)[2] == QUEUE for message in taken)  # [message, exchange, routing key]
        return waiting + ours, tuple(holder.decode() if holder else FREE for holder in slots)

    async def beat(self, recording: Recording) -> Order:
        """Show the picture so far, keep the stage, hear what is wished."""
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.set(picture_key(self._test), to_json(recording), ex=SECONDS_REMEMBERED)
                pipe.eval(HOLD, 1, HOLDER, str(self._test), str(SECONDS_HELD))
                pipe.exists(stop_key(self._test))
                pipe.hgetall(READY)
                _, held, stop, ready = await cast("Awaitable[list[Any]]", pipe.execute())
        except RedisError:
            return Order()
        return Order(stop=bool(stop), lost=not held, phones=phones_of(ready))
