"""What both lanes of the processor's work have around them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from demos import lanes, runs
from demos.lanes import LaneRequest
from demos.models import Run
from demos.nohelp.full import filling, steps
from demos.nohelp.full.crunching import PART
from demos.nohelp.full.readings import FULL, IDLE, read_runs
from demos.nohelp.work import SCENARIO
from demos.visitors import visitor_of


def start_run(request: LaneRequest) -> Run:
    """A run that says whether the processor was full when it began."""
    processor = FULL if filling.is_full(timezone.now()) else IDLE
    return runs.start_run(
        visitor=visitor_of(request),
        scenario=SCENARIO,
        lane=request.lane,
        arrived=request.arrived,
        settings={"part": PART, "processor": processor},
    )


def reply(request: LaneRequest, run: Run) -> HttpResponse:
    """The run as it is now: JSON for a script, else its page."""
    return lanes.reply(request, run, show=_show)


def to_page(request: HttpRequest, query: str) -> HttpResponse:
    """The page with these runs; and with the next step, where this was one of the experiment."""
    turn = steps.after(steps.read_step(request.POST))
    query = "&".join(filter(None, [query, f"step={turn.number}" if turn else ""]))
    return HttpResponseRedirect(f"{reverse('demos:nohelp_full')}?{query}")


def _show(request: HttpRequest, run: Run, *, status: int) -> HttpResponse:
    return to_page(request, read_runs(request.POST).with_run(run).query)
