"""The order's lanes: what is particular to an order in the request and in the reply."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from demos import lanes
from demos.addresses import read_address
from demos.lanes import LaneRequest, lane
from demos.models import Run
from demos.order import page
from demos.order.forms import OrderForm
from demos.order.orders import dials_of

__all__ = ["LaneRequest", "lane", "place_order", "refuse", "reply"]


def place_order(request: LaneRequest, form: OrderForm) -> Run:
    """Keep the order of a valid form, and the run that takes care of it."""
    return form.place_order(lane=request.lane, arrived=request.arrived)


def reply(request: LaneRequest, run: Run) -> HttpResponse:
    """The run as it is now: JSON for a script, else its page."""
    return lanes.reply(request, run, show=_show)


def refuse(request: HttpRequest, form: OrderForm) -> HttpResponse:
    """What is wrong with the form."""
    return lanes.refuse(request, form, show=page.refuse)


def _show(request: HttpRequest, run: Run, *, status: int) -> HttpResponse:
    """A lane's reply to a browser: the page at an address that names its run, the other lane's, the dials."""
    address = read_address(request.POST).with_run(run)
    return HttpResponseRedirect(f"{reverse('demos:order')}?{address.query}&{dials_of(run).query}")
