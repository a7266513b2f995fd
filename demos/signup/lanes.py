"""What all four views have around the line in which they differ."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from demos import lanes
from demos.lanes import LaneRequest
from demos.models import Run
from demos.signup import page, work
from demos.signup.dials import SignUpForm, read_dials
from demos.signup.signups import read_signups
from demos.signup.ways import BY_HAND, SLEEP, Way, next_way, way_of
from demos.visitors import visitor_of


class SignUpRequest(LaneRequest):
    """A request on one of the four ways."""

    way: Way


SignUpView = Callable[[SignUpRequest], HttpResponse]


def signs_up(way: Way) -> Callable[[SignUpView], Callable[[HttpRequest], HttpResponse]]:
    """Decorate a view: it goes this way, in the lane that this way truly is."""

    def decorate(view: SignUpView) -> Callable[[HttpRequest], HttpResponse]:
        @lanes.lane(way.lane)
        @wraps(view)
        def arrive(request: LaneRequest) -> HttpResponse:
            request = cast("SignUpRequest", request)
            request.way = way
            return view(request)

        return arrive

    return decorate


def save_user(request: SignUpRequest, form: SignUpForm) -> Run:
    """Keep whom a valid form names."""
    return work.sign_up(
        visitor=visitor_of(request), way=request.way, arrived=request.arrived, dials=form.dials
    )


def reply(request: LaneRequest, run: Run) -> HttpResponse:
    """The run as it is now: JSON for a script, else its page."""
    if way_of(run) in {SLEEP, BY_HAND}:
        work.finish_unsent(run)
    return lanes.reply(request, run, show=_show)


def refuse(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    """What is wrong with the form."""
    return lanes.refuse(request, form, show=page.refuse)


def _show(request: HttpRequest, run: Run, *, status: int) -> HttpResponse:
    """The page with this run beside the others, and whose turn it is next where all four are wanted."""
    signups = read_signups(request.POST)
    turn = next_way(way_of(run)) if signups.all else None
    parts = [signups.with_run(run).query, read_dials(run.settings).query, f"next={turn.id}" if turn else ""]
    return HttpResponseRedirect(f"{reverse('demos:signup')}?{'&'.join(filter(None, parts))}")
