"""The page of the online order: the dials, both lanes' timelines, and what became of each order."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demos import scenario_pages
from demos.addresses import Address, read_address
from demos.courses import Course
from demos.durations import Duration
from demos.lanes import faults_of
from demos.models import Run
from demos.order import payments, receipts
from demos.order.accounts import Account, accounts_of
from demos.order.dials import FAILURES, LATENCIES, Dials, read_dials
from demos.order.forms import OrderForm
from demos.order.luck import LEAST_LUCK, MOST_LUCK
from demos.order.models import Try
from demos.order.orders import MAIL_DELAY_MS, SCENARIO, dials_of
from demos.order.tickets import MOST_SEATS, TICKETS
from demos.pairs import Pair, pair_at
from demos.visitors import visitor_of, with_visitor

# The steps that a line of code stands for, by the function it calls, where the request itself does them.
STEPS_OF = {"take_payment(": "payment, try", "send_receipt(": receipts.SEND}
CHOICES: dict[str, Any] = {
    "tickets": TICKETS,
    "most_seats": MOST_SEATS,
    "latencies": [(ms, Duration(ms)) for ms in LATENCIES],
    "failures": FAILURES,
    "least_luck": LEAST_LUCK,
    "most_luck": MOST_LUCK,
    "most_tries": payments.MOST_TRIES,
    "pauses": payments.PAUSES,
    "mail_delay": Duration(MAIL_DELAY_MS),
}


@dataclass(frozen=True)
class Half:
    """A lane's half of what stands below the timeline; no account before it has run."""

    key: str
    title: str
    account: Account | None

    @property
    def url(self) -> str:
        """Where this lane takes orders."""
        return reverse(f"demos:{SCENARIO}_{self.key}")


@require_safe
@never_cache
@with_visitor
def order(request: HttpRequest) -> HttpResponse:
    """The page with the runs and the dials that its address names."""
    return _page(request, read_address(request.GET))


def refuse(request: HttpRequest, form: OrderForm) -> HttpResponse:
    """The page as it was, with what is wrong beside the dials."""
    return _page(request, read_address(request.POST), form.dials, refused=faults_of(form), status=422)


def _page(
    request: HttpRequest,
    address: Address,
    dials: Dials | None = None,
    *,
    refused: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    address, pair = _comparable(request, address)
    courses = _orders_of(pair)
    accounts = accounts_of(courses)
    dials = dials or _dials_of(request, courses)
    return scenario_pages.show(
        request,
        SCENARIO,
        pair,
        address=address,
        query=dials.query,
        status=status,
        steps_of=STEPS_OF,
        facts="demos/order/facts.html",
        halves=[Half(lane.value, lane.label, accounts.get(lane)) for lane in Run.Lane],
        dials=dials,
        refused=refused,
        waits_on="the provider or the mail server",
        dashed="Waiting in the queue, or to try again",
        acts="demos/order/acts.html",
        first_task="payment",
        second_task="receipt",
        **CHOICES,
    )


def _comparable(request: HttpRequest, address: Address) -> tuple[Address, Pair]:
    """What the address names; of two runs at different dials only the later one, for side by side they would
    pass for one comparison.
    """
    pair = _pair_at(request, address)
    courses = _orders_of(pair)
    newest = max((course.run for course in courses), key=lambda run: run.started_at, default=None)
    if newest is None or all(dials_of(course.run) == dials_of(newest) for course in courses):
        return address, pair
    lane = newest.lane
    waits = {lane: address.waits[lane]} if lane in address.waits else {}
    address = replace(address, runs={lane: newest.pk}, waits=waits)
    return address, _pair_at(request, address)


def _pair_at(request: HttpRequest, address: Address) -> Pair:
    return pair_at(address, visitor_of(request), timezone.now(), milestones=_milestones(address))


def _orders_of(pair: Pair) -> list[Course]:
    """Without what an address may name of another scenario."""
    return [course for course in pair.courses if course.run.scenario == SCENARIO]


def _milestones(address: Address) -> dict[str, str]:
    """Which try was the one that the shop heard of, and the receipt."""
    paid = Try.objects.filter(run__in=address.runs.values(), outcome=Try.Outcome.PAID)
    numbers = paid.values_list("number", flat=True) if address.runs else ()
    return {receipts.SEND: "receipt delivered", **{payments.TRY.format(number): "paid" for number in numbers}}


def _dials_of(request: HttpRequest, courses: list[Course]) -> Dials:
    """As the address says; where it only names a run, as it was set for that."""
    said = read_dials(request.GET)
    if said == Dials() and courses:
        return read_dials(courses[0].run.settings)
    return said
