"""What both views have around them: the valve, the seats of the naive one, the photo, and the replies."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from math import ceil
from typing import cast

from django.core.files import File
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from demos import lanes, limits, runs
from demos.lanes import LaneRequest
from demos.models import Run
from demos.outage import control, screen
from demos.outage.control import ValveUnreachable
from demos.outage.experiments import waiting
from demos.outage.naive import Unhandled
from demos.outage.seats import NoSeat, seat
from demos.outage.sides import NAIVE, SCENARIO, Which, read_sides
from demos.reports import wants_json
from demos.upload.samples import USUAL_MEGAPIXELS, find_sample
from demos.visitors import visitor_of


class UploadRequest(LaneRequest):
    """A request to one of the two views."""

    which: Which


View = Callable[[UploadRequest], HttpResponse]
Arrival = Callable[[LaneRequest], HttpResponse]

NO_VALVE = "There is no valve before this server's queue, so it cannot be taken down."
TAKEN = "As many requests as may are hanging in the naive view already: the others stay free for everybody."


def at_the_valve(which: Which) -> Callable[[View], Arrival]:
    """Decorate a view: without a valve there is nothing to show. The naive one has its seats."""

    def decorate(view: View) -> Arrival:
        seated = in_a_seat(view) if which == NAIVE else view

        @wraps(view)
        def arrive(request: LaneRequest) -> HttpResponse:
            upload = cast("UploadRequest", request)
            upload.which = which
            try:
                control.state()
            except ValveUnreachable:
                return HttpResponse(
                    NO_VALVE, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain"
                )
            return seated(upload)

        return arrive

    return decorate


def in_a_seat(view: View) -> View:
    """Decorate a view that may hang: past its seats a visitor is told to wait until the outage is over.

    What the view does not handle is shown as what it was.
    """

    @wraps(view)
    def arrive(request: UploadRequest) -> HttpResponse:
        try:
            with seat():
                return view(request)
        except NoSeat:
            return limits.try_later(request, max(1, ceil(control.state().seconds_left)), TAKEN)
        except Unhandled as error:
            return _break(request, error)

    return arrive


def keep_photo(request: UploadRequest) -> Run:
    """Store the sample that was chosen, as a run of this visitor's."""
    sample = find_sample(read_sides(request.POST).sample)
    with sample.path(USUAL_MEGAPIXELS).open("rb") as photo:
        return runs.start_run(
            visitor=visitor_of(request),
            scenario=SCENARIO,
            lane=request.lane,
            arrived=request.arrived,
            settings={"view": request.which, "photo": sample.title},
            photo=File(photo),
        )


def reply(request: UploadRequest, run: Run) -> HttpResponse:
    """202 where it is queued, 503 where it is kept for later."""
    return lanes.reply(request, run, show=_show)


def _break(request: UploadRequest, error: Unhandled) -> HttpResponse:
    """What the visitor gets of an error that no one handles: a 500. The run tells what it was."""
    runs.fail_run(error.run_id, error)
    run = runs.note_reply(Run.objects.get(pk=error.run_id), lambda _: HTTPStatus.INTERNAL_SERVER_ERROR)
    if not wants_json(request):
        return _show(request, run, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    said = {"id": str(run.pk), "status": run.status, "reason": run.failure}
    said["status_url"] = reverse("demos:run", args=[run.pk])
    return JsonResponse(said, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _show(request: HttpRequest, run: Run, *, status: int) -> HttpResponse:
    """The page with this run: at its own address, but what went wrong is answered as such on the spot."""
    address = read_sides(request.POST).with_runs(*_meanwhile(run), run)
    if status < HTTPStatus.BAD_REQUEST or "HX-Request" in request.headers:
        return HttpResponseRedirect(f"{reverse('demos:outage')}?{address.query}")
    return screen.show(request, address, status=status)


def _meanwhile(run: Run) -> QuerySet[Run]:
    """The visitor's runs that began while this one ran, or that still wait for their reply; oldest first.

    The form that sent this one could not know them.
    """
    beside = Run.objects.filter(visitor=run.visitor, scenario=SCENARIO).exclude(pk=run.pk)
    recent = Q(started_at__gt=run.started_at) | waiting(timezone.now())
    return beside.filter(recent).order_by("started_at")
