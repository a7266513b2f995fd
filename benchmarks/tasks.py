"""A task that does nothing, to see how long picking one up takes."""

import time

from celery import shared_task
from django.conf import settings
from redis import Redis


@shared_task(name="demos.benchmark.noop")  # so that it is routed to the demo workers
def noop(reply_to: str) -> None:
    """Push the moment it started (epoch seconds) to the Redis list `reply_to`."""
    started = time.time()
    with Redis.from_url(settings.REDIS_URL) as client:
        client.lpush(reply_to, started)
