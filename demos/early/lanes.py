"""What both views have around them: the turn, as many tries as were asked for, and the reply."""

import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from demos import lanes, limits, runs
from demos.early import trying
from demos.early.dials import MOST_OPEN_MS, Dials, read_dials
from demos.early.models import Attempt, Booking
from demos.early.sides import SCENARIO, Which, read_sides
from demos.early.turns import Taken, turn
from demos.failures import RunFailure
from demos.lanes import LaneRequest
from demos.models import Run
from demos.queueing import UNREACHABLE
from demos.reports import wants_json
from demos.visitors import visitor_of

ANSWER_WITHIN = 1.5  # seconds after the COMMIT; without an answer no further try is made
LOOK_EVERY = 0.005
SECONDS_OF_A_TURN = MOST_OPEN_MS / 1000 + ANSWER_WITHIN + 5  # and time for the tries themselves
TAKEN = "Somebody else keeps a transaction open just now, and there is one at a time."
NOT_QUEUED = "The queue cannot be reached, so no worker could look."


class TryRequest(LaneRequest):
    """A request on its way through one of its run's tries."""

    run: Run
    attempt: Attempt
    dials: Dials


TryView = Callable[[TryRequest], HttpResponse]


def in_tries(which: Which) -> Callable[[TryView], Callable[[LaneRequest], HttpResponse]]:
    """Decorate a view: it is called once for each try, and its last reply is the browser's."""

    def decorate(view: TryView) -> Callable[[LaneRequest], HttpResponse]:
        @wraps(view)
        def arrive(request: LaneRequest) -> HttpResponse:
            trying_request = cast("TryRequest", request)
            trying_request.dials = read_dials(request.POST)
            try:
                with turn(SECONDS_OF_A_TURN, rest=_rest(trying_request.dials)):
                    trying_request.run = _start_run(trying_request, which)
                    return _make_tries(view, trying_request)
            except Taken as taken:
                return limits.try_later(request, taken.seconds, TAKEN)

        return arrive

    return decorate


def book_a_seat(request: TryRequest) -> Booking:
    """Write the row, within the view's transaction."""
    return trying.book(request.attempt)


def do_the_rest(request: TryRequest) -> None:
    """Whatever else a view has to do before its COMMIT: here it takes as long as was chosen."""
    time.sleep(request.dials.gap_ms / 1000)


def booked(request: TryRequest) -> HttpResponse:
    """After the transaction: note that it is over, and show the page of the run."""
    trying.note_commit(request.attempt)
    return _reply(request, HTTPStatus.ACCEPTED)


def _rest(dials: Dials) -> float:
    """Among strangers everybody else's writing comes next, for as long as it was kept waiting: or who presses
    again and again would leave SQLite's other writers no time."""
    return dials.open_ms / 1000 if settings.PUBLIC_HOST else 0


def _start_run(request: TryRequest, which: Which) -> Run:
    return runs.start_run(
        visitor=visitor_of(request),
        scenario=SCENARIO,
        lane=request.lane,
        arrived=request.arrived,
        settings={"view": which, "gap_ms": request.dials.gap_ms, "tries": request.dials.tries_allowed},
    )


def _make_tries(view: TryView, request: TryRequest) -> HttpResponse:
    try:
        response = _one_after_another(view, request)
    except UNREACHABLE:
        runs.fail_run(request.run.pk, RunFailure(NOT_QUEUED))
        response = _reply(request, HTTPStatus.SERVICE_UNAVAILABLE)
    runs.note_reply(request.run, lambda _: response.status_code)
    trying.finish(request.run.pk)
    return lanes.varied(response)


def _one_after_another(view: TryView, request: TryRequest) -> HttpResponse:
    """Each try when a worker has answered the one before; without an answer the others are left out."""
    number = 0
    while True:
        number += 1
        request.attempt = trying.begin(request.run, number)
        response = view(request)
        if not _answered(request.attempt) or number >= request.dials.tries_allowed:
            return response


def _answered(attempt: Attempt) -> bool:
    until = time.monotonic() + ANSWER_WITHIN
    while not Attempt.objects.filter(pk=attempt.pk, looked_at__isnull=False).exists():
        if time.monotonic() >= until:
            return False
        time.sleep(LOOK_EVERY)
    return True


def _reply(request: TryRequest, status: HTTPStatus) -> HttpResponse:
    if wants_json(request):
        status_url = reverse("demos:run", args=[request.run.pk])
        return JsonResponse({"id": str(request.run.pk), "status_url": status_url}, status=status)
    address = read_sides(request.POST).with_run(request.run)
    return HttpResponseRedirect(f"{reverse('demos:early')}?{address.query}&{request.dials.query}")
