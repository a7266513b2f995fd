"""Redis or Valkey: what waits in it is what learners were promised."""

import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from redis import Redis, RedisError

from config.doctor.diagnosis import Diagnosis, fail, ok, warn
from config.logs.lines import discreet

SECONDS = 3
OLDEST = (6, 2)
CLOCKS_APART = 2.0  # seconds, beyond what asking takes


def broker() -> Iterator[Diagnosis]:
    """Whether it answers, keeps what it is given, and throws nothing away."""
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS
        ) as redis:
            about: dict[str, Any] = redis.info()
            asked = time.time()
            seconds, microseconds = redis.time()
            taken = time.time() - asked
    except (RedisError, OSError) as error:
        says = discreet(str(error)).rstrip(".")
        yield fail("broker", f"Redis does not answer: {says}.", "Start it, or mend REDIS_URL.")
        return
    yield _version(about)
    yield _persistence(about)
    yield _eviction(about)
    apart = abs(seconds + microseconds / 1e6 - asked) - taken
    if apart > CLOCKS_APART:
        yield warn(
            "broker's clock", f"It differs by {apart:.0f} seconds from this host's.", "Run NTP on both."
        )


def _version(about: dict[str, Any]) -> Diagnosis:
    version = str(about.get("valkey_version") or about["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        return fail("broker", f"It is version {version}.", "Install Redis 6.2 or Valkey 7.2, or newer.")
    return ok("broker", f"It answers, version {version}.")


def _persistence(about: dict[str, Any]) -> Diagnosis:
    if about.get("aof_enabled"):
        return ok("broker's memory", "It keeps a log, so what is queued survives a restart.")
    return warn(
        "broker's memory",
        "It keeps no log: what is queued is lost when it restarts, and comes again only after minutes.",
        "Set appendonly yes in its configuration.",
    )


def _eviction(about: dict[str, Any]) -> Diagnosis:
    policy, name = str(about.get("maxmemory_policy", "noeviction")), "broker's eviction"
    do = "Set maxmemory-policy noeviction in its configuration."
    if policy == "noeviction":
        return ok(name, "It never throws away what is queued.")
    if int(about.get("maxmemory", 0)):
        return fail(name, f"It throws away what is queued when its memory is full ({policy}).", do)
    return warn(name, f"It would throw away what is queued if its memory had a limit ({policy}).", do)
