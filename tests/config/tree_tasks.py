"""Tasks that tell through the broker what became of them, so that a test can wait for it."""

import threading
import time

from celery import shared_task
from django.conf import settings
from redis import Redis

NEVER = threading.Event()
STARTS, BEATS, TICKS = "test-starts", "test-beats", "test-ticks"


@shared_task
def work_for_ever() -> None:
    """Says once that it has begun, and then that it is still there."""
    with Redis.from_url(settings.REDIS_URL) as broker:
        broker.incr(STARTS)
        while not NEVER.wait(0.05):
            broker.set(BEATS, time.time())


@shared_task
def tick() -> None:
    """Beat sends it every second."""
    with Redis.from_url(settings.REDIS_URL) as broker:
        broker.incr(TICKS)
