"""Two runs beside each other, one of each lane: what the pages of the scenarios draw."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from demos import workers
from demos.addresses import Address
from demos.courses import Course, course_of
from demos.machine import cores
from demos.models import Run
from demos.timeline import Lane, Line, Picture, draw, table_for
from demos.timeline.axis import HEADROOM, Axis
from demos.timeline.picture import NO_MILESTONES
from demos.worker_pill import COMMAND, count, pill_for

AT_LEAST = 500.0  # ms: while something slow may still happen, a sliver should look like one
# How often to look again (ms), by how long it has been on: the page may lie forgotten in a tab.
LOOK_AGAIN = ((timedelta(seconds=15), 300), (timedelta(minutes=10), 1000))


@dataclass(frozen=True)
class Pair:
    """Everything about one or two runs that a timeline shows. A lane that has not run is None."""

    blocking: Course | None
    background: Course | None
    timeline: Picture
    table: tuple[Line, ...]

    @property
    def courses(self) -> tuple[Course, ...]:
        return tuple(course for course in (self.blocking, self.background) if course)

    @property
    def won(self) -> bool:
        """Both lanes did all that they should."""
        return bool(self.blocking and self.background and self.blocking.won and self.background.won)

    @property
    def settled(self) -> bool:
        return all(course.settled for course in self.courses)


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


def pair_at(
    address: Address, visitor: UUID, now: datetime, *, milestones: Mapping[str, str] = NO_MILESTONES
) -> Pair:
    """The runs that an address names, as far as they belong to this visitor. Four queries.

    `milestones` says what the end of a step means, by its name: {"send email": "email delivered"}.
    """
    runs = _runs_of(address, visitor) if address.runs else ()
    courses = {run.lane: course_of(run, now, measured=address.waits.get(run.lane, 0.0)) for run in runs}
    lanes = [_lane(which, courses, address) for which in Run.Lane.values]
    least = least_axis(courses.values(), pending=bool(address.pending))
    return Pair(
        blocking=courses.get(Run.Lane.BLOCKING),
        background=courses.get(Run.Lane.BACKGROUND),
        timeline=draw(*lanes, milestones=milestones, at_least=max(address.axis / HEADROOM, least)),
        table=table_for(*lanes),
    )


def least_axis(courses: Collection[Course], *, pending: bool = False) -> float:
    """How many ms an axis shows at the least; once all is over it need not be longer than that took.

    `pending`: the browser still waits for another reply.
    """
    over = bool(courses) and not pending and all(course.settled for course in courses)
    return 0.0 if over else AT_LEAST


def columns_of(pair: Pair, scenario: str, pending: Iterable[str] = ()) -> list[Column]:
    """Blocking, then background: always both, whatever has run of them."""
    return [
        Column(
            key=lane.value,
            title=lane.label,
            url=reverse(f"demos:{scenario}_{lane.value}"),
            course=pair.blocking if lane == Run.Lane.BLOCKING else pair.background,
            pending=lane.value in pending,
        )
        for lane in Run.Lane
    ]


def drawing(pair: Pair, columns: Sequence[Column], axes: Sequence[Axis] = ()) -> dict[str, Any]:
    """What `demos/timeline/drawing.html` draws; `axes` are those it may have while nobody knows how long."""
    picture = pair.timeline
    return {"pair": pair, "picture": picture, "axes": axes or [picture.axis], "lanes": columns}


def backstage(pair: Pair) -> dict[str, Any]:
    """Who is at work, and on what machine: said beside every figure."""
    crew = workers.status()
    return {
        "pill": pill_for(crew),
        "workers": count(max(crew.workers, pair.timeline.workers)),
        "cores": cores(),
        "worker_command": COMMAND,
    }


def look_again(
    courses: Sequence[Course], url: str, now: datetime, *, pending: bool = False
) -> dict[str, Any] | None:
    """Where to ask for the result again (`url`), and after how long; None when nothing more will change.

    `pending`: the browser still waits for another reply.
    """
    if not courses or (not pending and all(course.settled for course in courses)):
        return None
    age = now - max(course.run.started_at for course in courses)
    return next(({"url": url, "every_ms": every} for within, every in LOOK_AGAIN if age < within), None)


def _lane(which: str, courses: Mapping[str, Course], address: Address) -> Lane | None:
    """What to draw of a lane: its run, or a bar that waits to grow while its reply is still pending."""
    if which in courses:
        return courses[which].lane
    return Lane((), None, 0.0) if which in address.pending else None


def _runs_of(address: Address, visitor: UUID) -> QuerySet[Run]:
    runs = Run.objects.filter(visitor=visitor, pk__in=address.runs.values())
    return runs.prefetch_related("spans", "pictures", "letters")
