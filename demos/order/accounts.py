"""An order as its page tells of it: what the shop knows, and, read from the ledger, what the provider did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from demos.courses import Course, since
from demos.durations import Duration
from demos.models import Letter
from demos.order.models import Order, PaymentRequest, Try
from demos.order.orders import dials_of, id_of
from demos.order.receipts import message_id
from demos.order.tickets import euros


@dataclass(frozen=True)
class Exchange:
    """One try: what the shop saw, and the request that the ledger has of it, with the number of its charge
    within the order. `is_last`: of the order.
    """

    attempt: Try
    request: PaymentRequest | None
    charge_number: int
    is_last: bool

    @property
    def saw(self) -> str:
        """In words, for example "No reply"."""
        if self.attempt.outcome == Try.Outcome.UNKNOWN and not self.is_last:
            return "Nothing: it was cut off"
        return self.attempt.get_outcome_display()

    @property
    def wrote(self) -> str:
        """What stands in the ledger, in words."""
        if self.request is None:
            is_on_its_way = self.is_last and self.attempt.outcome == Try.Outcome.UNKNOWN
            return "Nothing yet" if is_on_its_way else "Nothing: no request arrived"
        if self.request.from_key:
            return f"No new charge: the key stands for charge {self.charge_number}"
        return f"Charge {self.charge_number}: {euros(self.request.charge.cents)}"


@dataclass(frozen=True)
class Account:
    """The order of a run, `receipt` being the letter in the mail sink."""

    order: Order
    course: Course
    exchanges: tuple[Exchange, ...]
    receipt: Letter | None

    @property
    def requests(self) -> int:
        """How many have reached the provider."""
        return sum(1 for exchange in self.exchanges if exchange.request)

    @property
    def charges(self) -> int:
        """How many the provider has made."""
        return len({exchange.request.charge_id for exchange in self.exchanges if exchange.request})

    @property
    def from_key(self) -> int:
        """How many requests it has answered without a new charge."""
        return sum(1 for exchange in self.exchanges if exchange.request and exchange.request.from_key)

    @property
    def taken(self) -> str:
        """All that it has charged."""
        return euros(self.charges * self.order.cents)

    @property
    def with_key(self) -> bool:
        """Whether this run sent the key."""
        return dials_of(self.course.run).with_key

    @property
    def confirmed(self) -> Duration | None:
        """When the customer heard of the order: with the reply."""
        return self.course.replied

    @property
    def paid(self) -> Duration | None:
        """When the shop knew; None where it does not, or knew it before this run."""
        return self._since(self.order.paid_at)

    @property
    def received(self) -> Duration | None:
        """When the receipt was there."""
        return self._since(self.receipt.arrived_at if self.receipt else None)

    @property
    def wants_another_run(self) -> bool:
        """Something has failed for good, and may be tried again."""
        return self.course.failed and not (self.order.paid_at and self.receipt)

    @property
    def charged_unknown(self) -> bool:
        """The provider has the money, and the shop does not know."""
        return self.course.settled and not self.order.paid_at and self.charges > 0

    def _since(self, moment: datetime | None) -> Duration | None:
        if moment is None or moment < self.course.run.started_at:
            return None
        return Duration(since(self.course.run, moment))


def accounts_of(courses: Iterable[Course]) -> dict[str, Account]:
    """By lane, those orders that are there. Four queries, or none."""
    by_order = {id_of(course.run): course for course in courses}
    if not by_order:
        return {}
    requests = Prefetch("payment_requests", PaymentRequest.objects.select_related("charge"))
    orders = Order.objects.filter(pk__in=by_order).prefetch_related("tries", requests)
    letters = Letter.objects.filter(message_id__in=map(message_id, by_order))
    receipts = {letter.message_id: letter for letter in letters}
    accounts = [_account(order, by_order[order.pk], receipts.get(message_id(order.pk))) for order in orders]
    return {account.course.run.lane: account for account in accounts}


def _account(order: Order, course: Course, receipt: Letter | None) -> Account:
    requests = {request.number: request for request in order.payment_requests.all()}
    tries = list(order.tries.all())
    charges = sorted({request.charge_id for request in requests.values()})
    exchanges = []
    for attempt in tries:
        request = requests.get(attempt.number)
        number = charges.index(request.charge_id) + 1 if request else 0
        exchanges.append(Exchange(attempt, request, number, attempt is tries[-1]))
    return Account(order, course, tuple(exchanges), receipt)
