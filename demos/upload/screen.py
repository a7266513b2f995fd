"""What the templates of a race get: the drawing, and what belongs to it."""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from demos import workers
from demos.models import Run
from demos.timeline.axis import Axis
from demos.upload.address import Address
from demos.upload.columns import columns_of
from demos.upload.panels import panels_of
from demos.upload.race import Race, race_at
from demos.upload.work import same_bytes
from demos.worker_pill import COMMAND, count, pill_for

# The axes, ms, that a picture may have while nobody knows yet how long the race will be.
RUNNING_AXES = (1_500.0, 3_000.0, 6_000.0, 12_000.0, 30_000.0, 60_000.0, 120_000.0)
# How often to look again (ms), by how long the race has been on: the page may lie forgotten in a tab.
LOOK_AGAIN = ((timedelta(seconds=15), 300), (timedelta(minutes=10), 1000))


def result_screen(address: Address, visitor: UUID, now: datetime) -> dict[str, Any]:
    """The race that an address names, and who is backstage: four queries, and those that compare files."""
    race = race_at(address, visitor, now)
    crew = workers.status()
    return {
        **_drawing(race, address, [race.timeline.axis]),
        "panels": panels_of(race),
        "look_again": _look_again(race, address, now),
        "identical": _identical(race),
        "pill": pill_for(crew),
        "workers": count(max(crew.workers, race.timeline.workers)),
        "cores": _cores(),
        "worker_command": COMMAND,
    }


def running_screen(now: datetime) -> dict[str, Any]:
    """The empty drawing in which a browser shows both waits while they last."""
    address = Address(pending=frozenset(Run.Lane.values))
    race = race_at(address, UUID(int=0), now)
    return _drawing(race, address, [Axis(ms) for ms in RUNNING_AXES])


def _drawing(race: Race, address: Address, axes: Sequence[Axis]) -> dict[str, Any]:
    return {"race": race, "picture": race.timeline, "axes": axes, "lanes": columns_of(race, address)}


def _identical(race: Race) -> bool | None:
    """Whether the lanes' files are equal; None until there is something to compare."""
    if race.blocking and race.background and race.blocking.won and race.background.won:
        return same_bytes(race.blocking.run, race.background.run)
    return None


def _look_again(race: Race, address: Address, now: datetime) -> dict[str, Any] | None:
    """Where to ask for the result again, and after how long; None when nothing more will change."""
    if not race.courses or (race.settled and not address.pending):
        return None
    age = now - max(course.run.started_at for course in race.courses)
    url = f"{reverse('demos:result')}?{address.query}"
    return next(({"url": url, "every_ms": every} for within, every in LOOK_AGAIN if age < within), None)


def _cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
