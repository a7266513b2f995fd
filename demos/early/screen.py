"""What the templates of the page get: both sides' runs, their last tries as a picture, and the counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from demos import scenario_pages, workers
from demos.courses import Course, course_of
from demos.durations import Duration
from demos.early.dials import LONGEST_GAP_MS, MOST_OPEN_MS, TRIES, read_dials
from demos.early.models import Attempt
from demos.early.picture import Moments, draw
from demos.early.sides import AFTER, BEFORE, BUTTONS, SCENARIO, TITLES, Sides, Which, read_sides, side_of
from demos.early.tally import tally_of
from demos.models import Run
from demos.pairs import look_again
from demos.panels import panel_of
from demos.visitors import visitor_of
from demos.worker_pill import COMMAND, pill_for

View = Callable[..., Any]


@dataclass(frozen=True)
class Side:
    """One of the two ways. Without a run there are no tries."""

    key: Which
    title: str
    button: str
    url: str
    course: Course | None
    attempts: tuple[Attempt, ...]

    @property
    def last(self) -> Attempt | None:
        """The try that the picture shows."""
        return self.attempts[-1] if self.attempts else None

    @property
    def answered(self) -> int:
        """How many tries a worker has looked at."""
        return sum(attempt.answered for attempt in self.attempts)

    @property
    def missed(self) -> int:
        """How many tries went wrong."""
        return sum(attempt.missed for attempt in self.attempts)

    @property
    def stopped_short(self) -> bool:
        """No worker looked in time, so that the other tries were not made."""
        asked = self.course.run.settings["tries"] if self.course else 0
        return len(self.attempts) < asked


@dataclass(frozen=True)
class Example:
    """A try that went wrong: what the worker raised, and when, from the beginning of the transaction."""

    booking: int
    error: str
    looked: Duration
    committed: Duration
    late_by: Duration


def example_of(side: Side) -> Example | None:
    """The last one of this side, once its COMMIT is known, too."""
    for attempt in reversed(side.attempts):
        if attempt.missed and attempt.committed_at and attempt.looked_at:
            looked = _ms(attempt.begun_at, attempt.looked_at)
            committed = _ms(attempt.begun_at, attempt.committed_at)
            times = (Duration(looked), Duration(committed), Duration(committed - looked))
            return Example(attempt.pk, attempt.error, *times)
    return None


def show(request: HttpRequest, before: View, after: View, task: View) -> HttpResponse:
    """Render the whole page, or the result for htmx. Of the views and the task it shows the source."""
    now, address, dials = timezone.now(), read_sides(request.GET), read_dials(request.GET)
    visitor = visitor_of(request)
    sides = _sides(address, visitor, now)
    picture = draw([_moments(side.last, now) if side.last else None for side in sides])
    courses = [side.course for side in sides if side.course]
    url = f"{reverse(f'demos:{SCENARIO}')}?{'&'.join(filter(None, [address.query, dials.query]))}"
    context = {
        "address": address,
        "pair": {"courses": courses},
        "sides": sides,
        "picture": picture,
        "scenes": list(zip(picture.scenes, sides, strict=True)),
        "example": example_of(sides[0]),
        "tally": tally_of(visitor),
        "panels": [
            panel_of("background", TITLES[BEFORE], before, beside=after),
            panel_of("background", TITLES[AFTER], after, beside=before),
        ],
        "task": panel_of("background", "The task, the same for both", task, beside=task),
        "code_note": "demos/early/task.html",
        "pill": pill_for(workers.status()),
        "worker_command": COMMAND,
        "dials": dials,
        "longest_gap_ms": LONGEST_GAP_MS,
        "most_open_seconds": MOST_OPEN_MS // 1000,
        "tries": TRIES,
        "drawing": "demos/early/drawing.html",
        "facts": "demos/early/facts.html",
        "look_again": look_again(courses, url, now),
    }
    return scenario_pages.render_scenario(request, SCENARIO, url, context)


def _sides(address: Sides, visitor: UUID, now: datetime) -> list[Side]:
    """Both, in order, whatever has run of them; of two runs on one side the later one counts."""
    runs = Run.objects.filter(visitor=visitor, scenario=SCENARIO, pk__in=address.runs.values())
    runs = runs.prefetch_related("attempts", "spans").order_by("started_at")
    found = {side_of(run): run for run in runs}
    return [_side(which, found.get(which), now) for which in (BEFORE, AFTER)]


def _side(which: Which, run: Run | None, now: datetime) -> Side:
    url = reverse(f"demos:{SCENARIO}_{which}")
    if run is None:
        return Side(which, TITLES[which], BUTTONS[which], url, None, ())
    attempts = tuple(run.attempts.all())
    return Side(which, TITLES[which], BUTTONS[which], url, course_of(run, now), attempts)


def _moments(attempt: Attempt, now: datetime) -> Moments:
    seen = (attempt.sent_at, attempt.looked_at, attempt.committed_at)
    sent, looked, committed = (None if at is None else _ms(attempt.begun_at, at) for at in seen)
    return Moments(_ms(attempt.begun_at, now), sent, looked, committed, missed=attempt.missed)


def _ms(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() * 1000
