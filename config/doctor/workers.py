"""The workers of each queue, the clock of the housekeeping, and whether all hosts fit together."""

import time
from collections.abc import Iterator
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection
from kombu.exceptions import OperationalError
from redis import RedisError

from config.doctor.diagnosis import Diagnosis, fail, ok, warn
from config.doctor.worker_side import ABOUT
from config.ticks import SECONDS_WITHOUT_TICK, seconds_since_tick
from config.version import code_digest

SECONDS = 2
CLOCKS_APART = 2.0
START = "Start it: python -m config.processes.run "
WORKER_OF = {"demos": "worker-demos", "site": "worker-site", "load": "worker-site"}


def workers() -> Iterator[Diagnosis]:
    """Who answers for each queue, and whether it runs this very code by this very time."""
    try:
        told, apart = _ask()
    except (OperationalError, RedisError, OSError):
        yield fail("workers", "Nobody can ask the workers: the broker is away.", "Mend the broker first.")
        return
    for queue in settings.QUEUES:
        yield _of_queue(queue, told)
    if told:
        yield _same_code(told)
        yield _clocks(apart)
        yield from _hosts(told)


def _ask() -> tuple[dict[str, Any], dict[str, float]]:
    """What each says of itself, by its name, and by how many seconds its clock differs, at the least."""
    options = current_app.conf.broker_transport_options | {
        "socket_connect_timeout": 1,
        "socket_timeout": SECONDS,
    }
    asked = time.time()
    with current_app.connection_for_write(transport_options=options) as line:
        replies = current_app.control.broadcast(ABOUT, reply=True, timeout=SECONDS, connection=line) or []
    until = time.time()
    told = {name: said for reply in replies for name, said in reply.items()}
    apart = {name: max(asked - said["time"], said["time"] - until, 0.0) for name, said in told.items()}
    return told, apart


def _of_queue(queue: str, told: dict[str, Any]) -> Diagnosis:
    who = sorted(name for name, said in told.items() if queue in said["queues"])
    name = f"workers of {queue!r}"
    if not who:
        return fail(
            name, f"No worker takes anything from the queue {queue!r}.", START + WORKER_OF.get(queue, "ROLE")
        )
    return ok(name, f"{', '.join(who)} {'answers' if len(who) == 1 else 'answer'}.")


def _same_code(told: dict[str, Any]) -> Diagnosis:
    here = code_digest()
    if others := sorted(name for name, said in told.items() if said["code"] != here):
        return fail(
            "code",
            f"{', '.join(others)} runs other code than lies on this host.",
            "Bring all hosts to the same release, and restart what was not restarted.",
        )
    return ok("code", "All workers run the code that lies on this host.")


def _clocks(apart: dict[str, float]) -> Diagnosis:
    if far := {name: seconds for name, seconds in apart.items() if seconds > CLOCKS_APART}:
        which = ", ".join(f"{name} by {seconds:.0f} s" for name, seconds in sorted(far.items()))
        return warn("clocks", f"The clocks of hosts differ: {which}.", "Run NTP on all hosts.")
    return ok("clocks", "The workers' clocks agree with this host's.")


def _hosts(told: dict[str, Any]) -> Iterator[Diagnosis]:
    hosts = {said["host"] for said in told.values()}
    if len(hosts) > 1 and connection.vendor == "sqlite":
        yield fail(
            "hosts",
            f"{len(hosts)} hosts work for this site, and its database is a file of one of them.",
            "Set DATABASE_URL to a PostgreSQL server on all of them.",
        )


def clock() -> Iterator[Diagnosis]:
    """Whether beat has sent something lately."""
    do = START + "beat"
    try:
        ago = seconds_since_tick()
    except (RedisError, OSError):
        yield fail("clock", "Nobody knows of the clock: the broker is away.", "Mend the broker first.")
        return
    if ago is None:
        yield fail("clock", "The clock of the housekeeping has not ticked.", do)
    elif ago > SECONDS_WITHOUT_TICK:
        yield fail("clock", f"The clock of the housekeeping ticked last {ago:.0f} seconds ago.", do)
    else:
        yield ok("clock", "The clock of the housekeeping ticks.")
