"""What the templates of the page get: the valve, both sides' runs on one axis, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils import timezone

from demos import scenario_pages, workers
from demos.courses import Course, course_of, since
from demos.durations import Duration
from demos.models import Run
from demos.outage import naive, outages
from demos.outage.comparison import settings_compared
from demos.outage.experiments import newest_experiment, waiting
from demos.outage.picture import Upload, draw
from demos.outage.seats import seats
from demos.outage.sides import CAREFUL, NAIVE, SCENARIO, TITLES, Sides, Which, side_of
from demos.outage.valve_panel import panel_for
from demos.pairs import look_again
from demos.panels import panel_of
from demos.queueing import IN_QUEUE, RunTask
from demos.upload.samples import SAMPLES
from demos.visitors import visitor_of
from demos.worker_pill import COMMAND, pill_for

COLOURS = {NAIVE: "blocking", CAREFUL: "background"}  # the one makes its visitor wait, the other does not


@dataclass(frozen=True)
class Side:
    """One of the two views, and what it did with its upload. `queued`: when that got into the queue, ms."""

    key: Which
    title: str
    colour: str
    url: str
    course: Course | None
    queued: float | None

    @property
    def waits(self) -> bool:
        """Its visitor has no reply yet."""
        return self.course is not None and self.course.replied is None

    @property
    def so_far(self) -> Duration:
        """How long that has been."""
        return Duration(self.course.lane.now if self.course else 0.0)

    @property
    def lost(self) -> bool:
        """It was never queued, and nobody will queue it any more."""
        return self.course is not None and self.course.failed and self.queued is None

    @property
    def kept(self) -> bool:
        """It was not queued when the reply left, and is later."""
        if self.course is None or self.course.replied is None or self.lost:
            return False
        return self.queued is None or self.queued > self.course.replied.ms

    @property
    def in_queue_after(self) -> Duration | None:
        """How long after its arrival it got into the queue."""
        return None if self.queued is None else Duration(self.queued)

    @property
    def reply(self) -> str:
        """What the view said, for example "503 Service Unavailable"."""
        if self.lost:
            return "500 Internal Server Error"
        return self.course.reply if self.course and self.course.replied else ""

    @property
    def processed(self) -> Duration | None:
        """How long after its arrival the upload was done."""
        return self.course.done if self.course and self.course.won else None


def show(request: HttpRequest, address: Sides, *, status: int = 200) -> HttpResponse:
    """Render the whole page with the runs of the address, or the result for htmx."""
    now = timezone.now()
    runs = newest_experiment(_runs(address, visitor_of(request), now), now)
    address = replace(address, runs={which: run.pk for which, run in runs.items()})
    sides = [_side(which, runs.get(which), now) for which in (NAIVE, CAREFUL)]
    courses = [side.course for side in sides if side.course]
    picture = draw([_upload(side, now) for side in sides])
    url = f"{reverse(f'demos:{SCENARIO}')}?{address.query}"
    context = {
        "address": address,
        "pair": {"courses": courses},
        "valve": panel_for(request),
        "sides": sides,
        "picture": picture,
        "scenes": list(zip(picture.scenes, sides, strict=True)),
        "samples": SAMPLES,
        "seats": seats(),
        "pill": pill_for(workers.status()),
        "worker_command": COMMAND,
        "drawing": "demos/outage/drawing.html",
        "facts": "demos/outage/facts.html",
        "look_again": look_again(courses, url, now),
        **_code(),
    }
    return scenario_pages.render_scenario(request, SCENARIO, url, context, status=status)


def _code() -> dict[str, Any]:
    """Both views, how each publishes, and with which settings."""
    views = {which: resolve(reverse(f"demos:{SCENARIO}_{which}")).func for which in (NAIVE, CAREFUL)}
    return {
        "panels": [
            panel_of(COLOURS[NAIVE], TITLES[NAIVE], views[NAIVE], beside=views[CAREFUL]),
            panel_of(COLOURS[CAREFUL], TITLES[CAREFUL], views[CAREFUL], beside=views[NAIVE]),
        ],
        "publishing": [
            panel_of(COLOURS[NAIVE], "delay, of the naive view", naive.delay, beside=naive.delay),
            panel_of(
                COLOURS[CAREFUL], "enqueue, of the careful view", RunTask.enqueue, beside=RunTask.enqueue
            ),
        ],
        "code_note": "demos/outage/publishing.html",
        "settings_compared": settings_compared(),
    }


def _runs(address: Sides, visitor: UUID, now: datetime) -> Mapping[Which, Run]:
    """What the address names, and what hangs beside it; of two runs on one side the later one counts."""
    if not address.runs:
        return {}
    shown = Q(pk__in=address.runs.values()) | waiting(now)
    runs = Run.objects.filter(shown, visitor=visitor, scenario=SCENARIO).order_by("started_at")
    return {side_of(run): run for run in runs.prefetch_related("spans", "pictures")}


def _side(which: Which, run: Run | None, now: datetime) -> Side:
    course = course_of(run, now) if run else None
    # Before the reply nobody knows whether it gets into the queue.
    steps = course.lane.steps if course and course.replied else ()
    waits = [step.start for step in steps if step.name.startswith(IN_QUEUE)]
    url = reverse(f"demos:{SCENARIO}_{which}")
    return Side(which, TITLES[which], COLOURS[which], url, course, min(waits, default=None))


def _upload(side: Side, now: datetime) -> Upload | None:
    if side.course is None:
        return None
    run, lane = side.course.run, side.course.lane
    ended = now
    if side.course.settled:
        ended = run.started_at + timedelta(milliseconds=side.course.lane.last_moment)
    shut = (
        (since(run, o.began_at), since(run, min(o.ends_at, ended)))
        for o in outages.during(run.started_at, ended)
    )
    return Upload(
        title=side.title,
        steps=lane.steps,
        now=lane.now,
        replied=lane.replied,
        queued=side.queued,
        settled=side.course.settled,
        shut=tuple(shut),
    )
