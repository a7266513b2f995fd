"""What the templates of the page get: the four ways, what became of each, and the code that did it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import resolve, reverse

from demos import workers
from demos.courses import course_of
from demos.durations import Duration
from demos.machine import cores
from demos.mail import LONGEST_DELAY_MS
from demos.models import Run
from demos.pairs import look_again
from demos.panels import Panel, panel_of
from demos.signup import work
from demos.signup.columns import Column
from demos.signup.dials import DOWN_MS, NAME_LENGTH
from demos.signup.picture import scene_of
from demos.signup.signups import Signups
from demos.signup.tasks import send_welcome
from demos.signup.ways import BACKGROUND, GOAL, IN_THE_VIEW, QUICK_CHECK, WAYS, Way, way_of
from demos.worker_pill import COMMAND, count, pill_for

# The steps that a line of code stands for, by the function it calls, where the request itself does them.
STEPS_OF = {"send_welcome(": work.SEND, "time.sleep(": work.SLEEPING, "store_email(": work.STORE}


def screen_at(signups: Signups, visitor: UUID, url: str, now: datetime) -> dict[str, Any]:
    """The sign-ups that an address names, as far as they belong to this visitor. Four queries."""
    columns = _columns(signups, visitor, now)
    courses = [column.course for column in columns if column.course]
    scene, crew = scene_of(columns), workers.status()
    return {
        "address": Signups({c.way.id: c.course.run.pk for c in columns if c.course}),
        "pair": {"courses": courses},
        "columns": columns,
        "scene": scene,
        "picture": scene.backstage,
        "axes": [scene.backstage.axis],
        "winners": _winners(columns),
        "panels": [_panel(column) for column in columns],
        "task": panel_of("background", "The task", send_welcome.run, beside=send_welcome.run),
        "pill": pill_for(crew),
        "workers": count(max(crew.workers, scene.backstage.workers)),
        "cores": cores(),
        "worker_command": COMMAND,
        # Not while it is another way's turn: its button would come again, and press itself again.
        "look_again": None if signups.turn else look_again(courses, url, now),
    }


FIXED: dict[str, Any] = {
    "drawing": "demos/signup/drawing.html",
    "facts": "demos/signup/stage.html",
    "code_note": "demos/signup/task.html",
    "first_task": "the welcome email",
    "second_task": "the next try, if there must be one",
    "longest_delay_ms": LONGEST_DELAY_MS,
    "name_length": NAME_LENGTH,
    "down_for": Duration(DOWN_MS),
    "goal": GOAL,
    "quick_check": QUICK_CHECK,
}


def _columns(signups: Signups, visitor: UUID, now: datetime) -> list[Column]:
    """All ways in order, whatever has run of them; of two runs that went one way the later one counts."""
    runs = Run.objects.filter(visitor=visitor, scenario=work.SCENARIO, pk__in=signups.runs.values())
    runs = runs.select_related("stored_email").prefetch_related("spans", "letters").order_by("started_at")
    found = {way_of(run).id: run for run in runs} if signups.runs else {}
    return [_column(way, found.get(way.id), now) for way in WAYS]


def _column(way: Way, run: Run | None, now: datetime) -> Column:
    if run is None:
        return Column(way)
    letter = next(iter(run.letters.all()), None)
    return Column(way, course_of(run, now), letter, getattr(run, "stored_email", None))


def _winners(columns: Sequence[Column]) -> list[Way] | None:
    """The ways that let the visitor go and sent the email by themselves; None before all are over."""
    if not all(column.course and column.course.settled for column in columns):
        return None
    return [column.way for column in columns if column.let_go and column.came_by_itself]


def _panel(column: Column) -> Panel:
    """Marked where it differs from another way's view: all of them differ in the same line."""
    view, beside = (
        resolve(reverse(way.page)).func
        for way in (column.way, BACKGROUND if column.way is IN_THE_VIEW else IN_THE_VIEW)
    )
    key = column.way.lane.value
    return panel_of(key, column.way.title, view, beside=beside, course=column.course, steps_of=STEPS_OF)
