"""The two lanes. Only the verb differs."""

from django.http import HttpResponse

from demos.models import Run
from demos.order.forms import OrderForm
from demos.order.lanes import LaneRequest, lane, place_order, refuse, reply
from demos.order.tasks import send_receipt, take_payment
from demos.visitors import visitor_of


@lane(Run.Lane.BLOCKING)
def order_blocking(request: LaneRequest) -> HttpResponse:
    form = OrderForm(request.POST, visitor_of(request))
    if not form.is_valid():
        return refuse(request, form)
    run = place_order(request, form)
    take_payment(run.pk)
    send_receipt(run.pk)
    return reply(request, run)


@lane(Run.Lane.BACKGROUND)
def order_background(request: LaneRequest) -> HttpResponse:
    form = OrderForm(request.POST, visitor_of(request))
    if not form.is_valid():
        return refuse(request, form)
    run = place_order(request, form)
    take_payment.delay_on_commit(run.pk)
    # When it is paid, the worker queues send_receipt.
    return reply(request, run)
