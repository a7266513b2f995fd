"""The page of the tiny tasks."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demos import scenario_pages
from demos.addresses import Address, read_address
from demos.lanes import faults_of
from demos.models import Run
from demos.nohelp.dials import ROUNDS, TITLES, TitlesForm, read_titles
from demos.nohelp.figures import Figures, compare, figures_of
from demos.nohelp.full.crunching import PART
from demos.nohelp.work import CAPITALISE, SCENARIO, TINY
from demos.pairs import Pair, pair_at
from demos.visitors import visitor_of, with_visitor

# The steps that a line of code stands for, by the function it calls, where the request itself does them.
STEPS_OF = {"capitalise(": CAPITALISE}
MOST_RUNS = 20  # of a lane, the newest: of these the medians are
FIXED: dict[str, Any] = {
    "facts": "demos/nohelp/facts.html",
    "waits_on": "the network",
    "acts": "demos/nohelp/acts.html",
    "first_task": "one title",
    "second_task": "another title",
    "choices": TITLES,
    "rounds": ROUNDS,
    "left": 2 * ROUNDS - 1,
}


@dataclass(frozen=True)
class Turn:
    """The next run of several: `left` more follow it."""

    page: str
    title: str
    left: int


@require_safe
@never_cache
@with_visitor
def nohelp(request: HttpRequest) -> HttpResponse:
    """The page with the runs that its address names; those of the other part have a page of their own."""
    address = read_address(request.GET)
    pair = pair_at(address, visitor_of(request), timezone.now())
    if any(course.run.settings.get("part") == PART for course in pair.courses):
        return HttpResponseRedirect(f"{reverse('demos:nohelp_full')}?{address.query}")
    return _page(request, address, pair, read_titles(request.GET))


def refuse(request: HttpRequest, form: TitlesForm) -> HttpResponse:
    """The page as it was, with what is wrong beside the controls."""
    address, refused = read_address(request.POST), faults_of(form)
    pair = pair_at(address, visitor_of(request), timezone.now())
    return _page(request, address, pair, form, refused=refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(
    request: HttpRequest,
    address: Address,
    pair: Pair,
    form: TitlesForm,
    *,
    refused: list[str] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    turn = _turn(pair, form.runs_left)
    waits = f"&left={form.runs_left}" if form.runs_left and not pair.settled else ""
    more: dict[str, Any] = {"look_again": None} if turn else {}  # its button would press itself again
    return scenario_pages.show(
        request,
        SCENARIO,
        pair,
        address=address,
        query=f"titles={form.number}{waits}",
        status=status,
        steps_of=STEPS_OF,
        number=form.number,
        turn=turn,
        refused=refused,
        **_compared(pair, visitor_of(request), form.number),
        **more,
        **FIXED,
    )


def _turn(pair: Pair, left: int) -> Turn | None:
    """The lane that did not run last; None while one is at it, or where no more are wanted."""
    if not (left and pair.courses and pair.settled):
        return None
    last = max(pair.courses, key=lambda course: course.run.started_at)
    lane = Run.Lane.BACKGROUND if last.run.lane == Run.Lane.BLOCKING else Run.Lane.BLOCKING
    return Turn(f"demos:{SCENARIO}_{lane.value}", lane.label, left - 1)


def _compared(pair: Pair, visitor: UUID, number: int) -> dict[str, Any]:
    """The medians of this visitor's runs with so many titles; nothing is read before the first."""
    blocking, background = (_figures(visitor, lane, number) if pair.courses else None for lane in Run.Lane)
    comparisons = compare(blocking, background, number)
    runs = [found.runs if found else 0 for found in (blocking, background)]
    return {"comparisons": comparisons, "each": comparisons[1], "result": comparisons[2], "runs": runs}


def _figures(visitor: UUID, lane: Run.Lane, number: int) -> Figures | None:
    done = Run.objects.filter(
        visitor=visitor, scenario=SCENARIO, lane=lane, status=Run.Status.DONE, response_ms__isnull=False
    )
    alike = done.filter(settings__part=TINY, settings__titles=number).prefetch_related("titles")
    return figures_of(alike.order_by("-started_at")[:MOST_RUNS])
