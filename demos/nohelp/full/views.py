"""The same processor work in both lanes; and what fills the processor."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from demos import limits
from demos.lanes import LaneRequest, lane
from demos.models import Run
from demos.nohelp.full import filling
from demos.nohelp.full.lanes import reply, start_run, to_page
from demos.nohelp.full.readings import read_runs
from demos.nohelp.tasks import crunch, queue_filling
from demos.presenters import presenter_required
from demos.queueing import UNREACHABLE

TAKEN = "The processor is being filled already."
NOT_QUEUED = "The queue cannot be reached, so nobody fills the processor.\n"


@lane(Run.Lane.BLOCKING)
def nohelp_full_blocking(request: LaneRequest) -> HttpResponse:
    run = start_run(request)
    crunch(run.pk)
    return reply(request, run)


@lane(Run.Lane.BACKGROUND)
def nohelp_full_background(request: LaneRequest) -> HttpResponse:
    run = start_run(request)
    crunch.delay_on_commit(run.pk)
    return reply(request, run)


@require_POST
@presenter_required
def nohelp_full_fill(request: HttpRequest) -> HttpResponse:
    """Have every core kept busy for a few seconds, unless somebody has asked for that already."""
    try:
        until = filling.ask(timezone.now())
    except filling.Taken as taken:
        return limits.try_later(request, taken.seconds, TAKEN)
    try:
        queue_filling()
    except UNREACHABLE:
        filling.give_back(until, timezone.now())
        return HttpResponse(NOT_QUEUED, status=503, content_type="text/plain")
    return to_page(request, read_runs(request.POST).query)
