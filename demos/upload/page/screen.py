"""What the templates of the page get: the drawing, and what belongs to it."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from demos import workers
from demos.models import Run
from demos.timeline.axis import Axis
from demos.upload.forms import UploadForm
from demos.upload.page.address import Address
from demos.upload.page.arrivals import Arrivals, arrivals_of, nothing_yet
from demos.upload.page.panels import panels_of
from demos.upload.page.race import Course, Race, race_at
from demos.upload.work import same_bytes
from demos.worker_pill import COMMAND, count, pill_for

# The axes, ms, that a picture may have while nobody knows yet how long the race will be.
RUNNING_AXES = (1_500.0, 3_000.0, 6_000.0, 12_000.0, 30_000.0, 60_000.0, 120_000.0)
# How often to look again (ms), by how long the race has been on: the page may lie forgotten in a tab.
LOOK_AGAIN = ((timedelta(seconds=15), 300), (timedelta(minutes=10), 1000))


@dataclass(frozen=True)
class Column:
    """A lane's half of the page. `course` is None before the lane has run; `pending` while the browser waits
    for its reply.
    """

    key: str
    title: str
    url: str
    course: Course | None
    pending: bool

    @property
    def url_parts(self) -> list[str]:
        """The address in the pieces between which a narrow column may break it."""
        return re.findall(r"/?[^/]+/", self.url)

    @property
    def arrivals(self) -> Arrivals:
        return arrivals_of(self.course.run, self.course.wait) if self.course else nothing_yet()


@dataclass(frozen=True)
class Refusal:
    """Why an upload cannot be used; `name` is the file's, "" where there was none or it was not read."""

    name: str
    reasons: tuple[str, ...]


def result_screen(address: Address, visitor: UUID, now: datetime) -> dict[str, Any]:
    """The race that an address names, and who is backstage: four queries."""
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


def refusal_of(form: UploadForm) -> Refusal:
    """Everything that is wrong with an invalid form."""
    photo = form.files.get("photo")
    reasons = tuple(reason for errors in form.errors.get_json_data().values() for reason in errors)
    return Refusal(getattr(photo, "name", ""), tuple(str(reason["message"]) for reason in reasons))


def _drawing(race: Race, address: Address, axes: Sequence[Axis]) -> dict[str, Any]:
    return {"race": race, "picture": race.timeline, "axes": axes, "lanes": _columns(race, address)}


def _columns(race: Race, address: Address) -> list[Column]:
    """Blocking, then background: always both, whatever has run of them."""
    return [
        Column(
            key=lane.value,
            title=lane.label,
            url=reverse(f"demos:upload_{lane.value}"),
            course=race.blocking if lane == Run.Lane.BLOCKING else race.background,
            pending=lane.value in address.pending,
        )
        for lane in Run.Lane
    ]


def _identical(race: Race) -> bool | None:
    """Whether the lanes' files are equal; None until there is something to compare."""
    if race.won:
        return same_bytes(*(course.run for course in race.courses))
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
