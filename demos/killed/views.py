"""The page, the order that is placed on it, and the two ways to kill who works for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demos import runs
from demos.addresses import read_address
from demos.crew import CannotCommand
from demos.killed import kills, screen
from demos.killed.forms import OrderForm
from demos.killed.models import Kill
from demos.killed.tasks import fulfil
from demos.lanes import LaneRequest, address_of, lane, reply
from demos.models import Run
from demos.presenters import presenter_required
from demos.visitors import visitor_of, with_visitor


@require_safe
@never_cache
@with_visitor
def killed(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx the part that changes."""
    return screen.show(request, read_address(request.GET))


@lane(Run.Lane.BACKGROUND)
def killed_order(request: LaneRequest) -> HttpResponse:
    """Place the order; the rest happens behind the scenes."""
    form = OrderForm(request.POST)
    if not form.is_valid():
        return screen.show(
            request, read_address(request.POST), trouble="That is not one of the choices.", status=422
        )
    run = runs.start_run(
        visitor=visitor_of(request),
        scenario=screen.SCENARIO,
        lane=request.lane,
        arrived=request.arrived,
        settings=form.settings,
    )
    fulfil.delay_on_commit(run.pk)
    return reply(request, run)


@require_POST
@presenter_required
def killed_process(request: HttpRequest) -> HttpResponse:
    """kill -9 of the process that has the task of the run on the page."""
    return _kill(request, kills.kill_process)


@require_POST
@presenter_required
def killed_worker(request: HttpRequest) -> HttpResponse:
    """kill -9 of the whole worker that has it."""
    return _kill(request, kills.kill_worker)


def _kill(request: HttpRequest, kill: Callable[[Run], Kill]) -> HttpResponse:
    address = read_address(request.POST)
    run = screen.run_at(address, visitor_of(request))
    if run is None:
        return screen.show(request, address, trouble="Nobody was killed. Place an order first.", status=422)
    try:
        kill(run)
    except CannotCommand as error:
        return screen.show(request, address, trouble=f"Nobody was killed. {error}", status=422)
    return HttpResponseRedirect(address_of(run))
