"""The page of the full processor: both lanes, before and meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demos import presenters, scenario_pages
from demos.addresses import Address
from demos.courses import course_of
from demos.models import Run
from demos.nohelp.full import crunching, filling, steps
from demos.nohelp.full.readings import FULL, IDLE, STATES, Reading, Runs, key_of, longer, read_runs
from demos.nohelp.work import SCENARIO
from demos.pairs import backstage, columns_of, drawing, look_again, pair_at
from demos.panels import panels_of
from demos.visitors import visitor_of, with_visitor

PAGE = "nohelp_full"
STEPS_OF = {"crunch(": crunching.CRUNCH}
FIXED: dict[str, Any] = {
    "facts": "demos/nohelp/readings.html",
    "waits_on": "the network",
    "acts": "demos/nohelp/full_acts.html",
    "first_task": "processor work",
    "second_task": "nothing else",
    "seconds": filling.SECONDS,
    "rounds": f"{crunching.ROUNDS:,}",
    "first_step": steps.STEPS[0],
}


@dataclass(frozen=True)
class Part:
    """What the page calls itself; it is one of a scenario, and leads back to the other."""

    title: str = "A processor that is already full"
    summary: str = "A queue moves work to another time, or to another place. It makes no processor time."
    next: None = None


@require_safe
@never_cache
@with_visitor
def nohelp_full(request: HttpRequest) -> HttpResponse:
    """The whole page, or its result for htmx."""
    visitor, now, turn = visitor_of(request), timezone.now(), steps.read_step(request.GET)
    readings = readings_at(read_runs(request.GET), visitor, now)
    runs = [reading.course.run for reading in readings.values() if reading.course]
    url = _url(runs, turn)
    context = {**_result(readings, visitor, url, now, turn), **_controls(request), **FIXED}
    return scenario_pages.render_scenario(request, SCENARIO, url, context, page=PAGE)


def readings_at(runs: Runs, visitor: UUID, now: datetime) -> dict[tuple[str, str], Reading]:
    """All four in order, whatever has run of them; of two runs with one place the later one counts."""
    mine = Run.objects.filter(visitor=visitor, scenario=SCENARIO, settings__part=crunching.PART)
    found = mine.filter(pk__in=runs.runs.values()).prefetch_related("spans").order_by("started_at")
    courses = {key_of(run): course_of(run, now) for run in found} if runs.runs else {}
    return {
        (state, lane): Reading(state, lane, courses.get(f"{state}_{lane}"))
        for state in STATES
        for lane in Run.Lane
    }


def _result(
    readings: dict[tuple[str, str], Reading],
    visitor: UUID,
    url: str,
    now: datetime,
    turn: steps.Step | None,
) -> dict[str, Any]:
    """The timeline is that of the full processor, as soon as anything has run on one."""
    courses = [reading.course for reading in readings.values() if reading.course]
    shown = FULL if any(readings[FULL, lane].course for lane in Run.Lane) else IDLE
    named = {lane.value: course.run.pk for lane in Run.Lane if (course := readings[shown, lane].course)}
    pair, full = pair_at(Address(runs=named), visitor, now), filling.is_full(now)
    due = turn if turn and steps.is_due(turn, [course.run for course in courses], full=full) else None
    waits = bool(turn and not due and filling.seconds_left(now))
    return {
        "address": Runs({key_of(course.run): course.run.pk for course in courses}),
        **drawing(pair, columns_of(pair, PAGE)),
        **backstage(pair),
        "panels": panels_of(pair, PAGE, STEPS_OF),
        "readings": readings.values(),
        "shown": shown,
        "longer": [found for lane in Run.Lane if (found := longer(readings, lane))],
        "full": full,
        "left": round(filling.seconds_left(now)),
        "turn": due,
        # Not while a step is due: its button would come again, and press itself again.
        "look_again": None if due else look_again(courses, url, now, pending=full or waits),
    }


def _controls(request: HttpRequest) -> dict[str, Any]:
    return {
        "scenario": Part(),
        "may_present": presenters.may_present(request),
        "why_not": presenters.why_not(request),
    }


def _url(runs: list[Run], turn: steps.Step | None) -> str:
    """With the step: while it cannot begin yet, the page asks for itself until it can."""
    parts = [Runs({key_of(run): run.pk for run in runs}).query, f"step={turn.number}" if turn else ""]
    return f"{reverse(f'demos:{PAGE}')}?{'&'.join(filter(None, parts))}"
