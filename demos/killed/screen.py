"""What the page shows of a run: its timeline, its attempts, its letters, and what was killed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from demos import presenters, scenario_pages
from demos.addresses import Address
from demos.courses import Course, since
from demos.durations import Duration
from demos.failures import LOST_TOO_OFTEN
from demos.killed import work
from demos.killed.attempts import LOST_IT, Attempt, attempts_of
from demos.killed.countdown import SWEEP_SECONDS, Countdown, countdown
from demos.killed.forms import MAIL_DELAY_MS, SAFE, SECONDS, TWICE, UNSAFE, USUAL_SECONDS
from demos.killed.models import Kill
from demos.models import Run
from demos.pairs import backstage, drawing, look_again, pair_at
from demos.panels import panel_of
from demos.reports import reason
from demos.spans import lost
from demos.timeline.axis import HEADROOM
from demos.visitors import visitor_of

SCENARIO = "killed"
MILESTONES = {lost(work.SEND): "lost", lost(work.PACK): "lost", work.PACK: "packed"}


@dataclass(frozen=True)
class Scene:
    """A run with everything that happened to it."""

    course: Course
    attempts: tuple[Attempt, ...]
    countdown: Countdown | None
    kills: tuple[tuple[Kill, Duration], ...]

    @property
    def run(self) -> Run:
        return self.course.run

    @property
    def letters(self) -> tuple[Duration, ...]:
        """When each arrived."""
        return tuple(Duration(since(self.run, letter.arrived_at)) for letter in self.run.letters.all())

    @property
    def was_given_up(self) -> bool:
        """Its worker was lost as often as it may."""
        return self.run.failure == LOST_TOO_OFTEN

    @property
    def at_work(self) -> str:
        """Who has it now, by the title on the timeline."""
        return self.attempts[-1].who or "A worker"

    @property
    def reason(self) -> str:
        """Why nobody has it now."""
        if self.attempts and self.attempts[-1].outcome == LOST_IT:
            return "its process is gone; the task is given to another one"
        return reason(self.run)

    @property
    def may_be_killed(self) -> bool:
        """Somebody works for it right now."""
        return bool(self.attempts and self.attempts[-1].ended is None and not self.course.settled)

    @property
    def worker_back(self) -> Duration | None:
        """From the last press that killed a worker until that was back; None while it is not, or without."""
        last = next((kill for kill, _ in reversed(self.kills) if kill.what == Kill.What.WORKER), None)
        return Duration((last.back_at - last.at).total_seconds() * 1000) if last and last.back_at else None

    @property
    def worker_away(self) -> bool:
        return any(kill.what == Kill.What.WORKER and kill.back_at is None for kill, _ in self.kills)


def run_at(address: Address, visitor: UUID) -> Run | None:
    """The order that an address names, if it is this visitor's."""
    runs = Run.objects.filter(visitor=visitor, scenario=SCENARIO)
    return runs.filter(pk__in=address.runs.values(), lane=Run.Lane.BACKGROUND).first()


def show(request: HttpRequest, address: Address, *, trouble: str = "", status: int = 200) -> HttpResponse:
    """The page with the run of that address, or its result. `trouble` is why something was not done."""
    now, visitor = timezone.now(), visitor_of(request)
    address = _as_long_as_it_lasts(address, visitor, now)
    pair = pair_at(address, visitor, now, milestones=MILESTONES)
    url = f"{reverse('demos:killed')}?{address.query}"
    context = {
        "address": address,
        **drawing(pair, ()),
        **backstage(pair),
        "first_task": "the receipt, then the packing",
        "second_task": "the same task again, after a kill",
        "scene": _scene(pair.background, now) if pair.background else None,
        "trouble": trouble,
        "why_not": presenters.why_not(request),
        "dials": _dials(pair.background),
        "seconds": SECONDS,
        "choices": TWICE,
        "mail_delay_ms": MAIL_DELAY_MS,
        "redelivery_seconds": settings.REDELIVERY_SECONDS,
        "sweep_seconds": SWEEP_SECONDS,
        "panels": [
            panel_of("background", "Safe to do twice", work.fulfil_safely, beside=work.fulfil_carelessly),
            panel_of("background", "Not safe", work.fulfil_carelessly, beside=work.fulfil_safely),
        ],
        "drawing": "demos/killed/drawing.html",
        "facts": "demos/killed/facts.html",
        "look_again": look_again(pair.courses, url, now),
    }
    return scenario_pages.render_scenario(request, SCENARIO, url, context, status=status)


def _scene(course: Course, now: datetime) -> Scene:
    run, steps = course.run, course.lane.steps
    attempts = attempts_of(steps, is_done=course.won, is_over=course.settled)
    return Scene(
        course=course,
        attempts=attempts,
        countdown=countdown(steps, attempts, since(run, now), redelivery_seconds=settings.REDELIVERY_SECONDS),
        kills=tuple((kill, Duration(since(run, kill.at))) for kill in Kill.objects.filter(run=run)),
    )


def _as_long_as_it_lasts(address: Address, visitor: UUID, now: datetime) -> Address:
    """Only its background run. While that lasts, so does its axis: the wait for a worker is to be seen."""
    run = run_at(address, visitor)
    if run is None:
        return Address()
    return Address({run.lane: run.pk}, axis=0.0 if run.settled else since(run, now) * HEADROOM)


def _dials(course: Course | None) -> dict[str, Any]:
    """The choices of the run on the page, or the usual ones."""
    chosen = course.run.settings if course else {}
    return {
        "twice": SAFE if chosen.get("safe", True) else UNSAFE,
        "seconds": chosen.get("seconds", USUAL_SECONDS),
    }
