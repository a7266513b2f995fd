"""How long a worker takes to pick up a task that does nothing."""

import time
import uuid
from typing import cast

from redis import Redis

from benchmarks import report
from benchmarks.sampling import medians
from benchmarks.tasks import noop

ROUNDS = 30
SECONDS_TO_RUN = 10


def run(redis_url: str) -> None:
    """Print the publish time and the pickup latency of a bare no-op."""
    with Redis.from_url(redis_url) as client:
        took = medians(
            {"publish": lambda: _publish(client), "pickup": lambda: _pickup(client)}, rounds=ROUNDS
        )
    report.heading("A bare Celery no-op")
    report.line("publishing it", took["publish"])
    report.line("from publishing to its start on a worker", took["pickup"])


def _publish(client: Redis) -> float:
    reply_to = f"benchmark:{uuid.uuid4()}"
    began = time.perf_counter()
    noop.delay(reply_to)
    took = (time.perf_counter() - began) * 1000
    _started(client, reply_to)
    return took


def _pickup(client: Redis) -> float:
    reply_to = f"benchmark:{uuid.uuid4()}"
    published = time.time()
    noop.delay(reply_to)
    return (_started(client, reply_to) - published) * 1000


def _started(client: Redis, reply_to: str) -> float:
    """When the worker began, epoch seconds. Raises TimeoutError where none did."""
    answer = cast("tuple[bytes, bytes] | None", client.blpop([reply_to], timeout=SECONDS_TO_RUN))
    if answer is None:
        raise TimeoutError(f"no worker took the task within {SECONDS_TO_RUN} seconds")
    return float(answer[1])
