"""What both lanes have around the line in which they differ: the titles, a clock for each, the reply."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from demos import lanes, runs, spans
from demos.addresses import read_address
from demos.lanes import LaneRequest
from demos.models import Run
from demos.nohelp import page, work
from demos.nohelp.dials import TitlesForm, read_titles
from demos.nohelp.models import Title
from demos.queueing import IN_QUEUE, UNREACHABLE
from demos.visitors import visitor_of


class TitlesRequest(LaneRequest):
    """A request with titles to put into capitals."""

    run: Run
    titles: list[Title]


TitlesView = Callable[[TitlesRequest], HttpResponse]


def lane(which: Run.Lane) -> Callable[[TitlesView], Callable[[HttpRequest], HttpResponse]]:
    """Decorate a view. What it cannot queue is kept, and queued later."""

    def decorate(view: TitlesView) -> Callable[[HttpRequest], HttpResponse]:
        @lanes.lane(which)
        @wraps(view)
        def arrive(request: LaneRequest) -> HttpResponse:
            request = cast("TitlesRequest", request)
            try:
                return view(request)
            except UNREACHABLE:
                spans.forget_wait(request.run.pk, f"{IN_QUEUE}: {work.titles_of(request.run)}")
                runs.note_unqueued(request.run.pk)
                return reply(request)

        return arrive

    return decorate


def received_titles(request: TitlesRequest, form: TitlesForm) -> Iterator[Title]:
    """Keep the titles of a valid form as a run; each of them, and how long the caller takes over it."""
    request.run = work.start_run(
        visitor=visitor_of(request), lane=request.lane, arrived=request.arrived, number=form.number
    )
    request.titles = list(Title.objects.filter(run=request.run))
    work.begin(request.run)
    return work.in_turn(request.titles)


def reply(request: TitlesRequest) -> HttpResponse:
    """The run as it is now; the clocks of its titles are written down when the reply is made."""
    if request.lane == Run.Lane.BLOCKING:
        runs.finish_run(request.run.pk)
    response = lanes.reply(request, request.run, show=_show)
    Title.objects.bulk_update(request.titles, ["begun_at", "handed_ms"])
    return response


def refuse(request: HttpRequest, form: TitlesForm) -> HttpResponse:
    """What is wrong with the form."""
    return lanes.refuse(request, form, show=page.refuse)


def _show(request: HttpRequest, run: Run, *, status: int) -> HttpResponse:
    """The page at an address that names this run, the other lane's, the titles, and how many more runs."""
    address = read_address(request.POST).with_run(run)
    left = read_titles(request.POST).runs_left
    more = f"&left={left}" if left else ""
    query = f"{address.query}&titles={run.settings['titles']}{more}"
    return HttpResponseRedirect(f"{reverse('demos:nohelp')}?{query}")
