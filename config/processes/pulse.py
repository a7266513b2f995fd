"""Whether a part that listens nowhere is at work, asked through the broker without loading the site."""

import os
import socket

from kombu.exceptions import OperationalError
from redis import RedisError

from config.bare_celery import bare_celery
from config.ticks import SECONDS_WITHOUT_TICK, seconds_since_tick

SECONDS_TO_ANSWER = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def worker_answers(name: str) -> bool:
    """Whether this host's worker of that name ("demos", "site") replies to a ping."""
    control = bare_celery("probe").control
    try:
        return bool(control.ping([f"{name}@{socket.gethostname()}"], timeout=SECONDS_TO_ANSWER))
    except (OperationalError, RedisError, OSError):
        return False


def clock_ticks() -> bool:
    """Whether beat has sent something lately."""
    try:
        ago = seconds_since_tick()
    except (RedisError, OSError):
        return False
    return ago is not None and ago <= SECONDS_WITHOUT_TICK
