"""Having an order paid, as the shop sees it: tries, pauses between them, and an end.

However often a task runs, also at the same moment: every try of an order sends the same key.
"""

import time

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from demos.failures import RunFailure
from demos.models import Run, Span
from demos.order import provider
from demos.order.luck import fate_of
from demos.order.models import Order, Try
from demos.order.orders import dials_of, order_of
from demos.queueing import TRYING_AGAIN
from demos.spans import span

PAUSES = (0.5, 1.0, 2.0)  # seconds after the first failed try of a run, the second …
MOST_TRIES = len(PAUSES) + 1  # of one run
MOST_TRIES_OF_AN_ORDER = 3 * MOST_TRIES

TITLE = "payment"
TRY = "payment, try {}"  # the names of the spans
STEPS = tuple(TRY.format(number) for number in range(1, MOST_TRIES_OF_AN_ORDER + 1))
SAW = {provider.Unreachable: Try.Outcome.UNREACHABLE, provider.NoReply: Try.Outcome.NO_REPLY}


class TryFailed(RunFailure):
    """The next try may do better, after a pause of `pause` seconds."""

    pause = 0.0


class PaymentFailed(RunFailure):
    """For good: this run has had all its tries."""


def take_payment(run: Run) -> None:
    """Try until the order is paid, here and now, sitting through the pauses. Raises PaymentFailed."""
    while True:
        try:
            return try_payment(run)
        except TryFailed as failed:
            with span(run.pk, f"{TRYING_AGAIN}: {TITLE}", Span.Kind.QUEUE):
                time.sleep(failed.pause)


def try_payment(run: Run) -> None:
    """Ask the provider once, unless the order is paid. Raises TryFailed, or PaymentFailed after the last."""
    order = order_of(run)
    if order.paid_at:
        return
    attempt = _begin(order, run)
    try:
        charge_number = _ask(order, attempt)
    except (provider.Unreachable, provider.NoReply) as error:
        _note(attempt, SAW[type(error)])
        raise _failure(attempt) from error
    with transaction.atomic(durable=True):
        _note(attempt, Try.Outcome.PAID)
        unpaid = Order.objects.filter(pk=order.pk, paid_at=None)
        unpaid.update(paid_at=timezone.now(), charge_number=charge_number)


def _ask(order: Order, attempt: Try) -> int:
    dials = dials_of(attempt.run)
    fate = fate_of(dials.luck, attempt.number, dials.failure_percent)
    demand = provider.Demand(order.pk, attempt.number, order.cents, order.pk if dials.with_key else None)
    simulated_ms = provider.takes_ms(dials.latency_ms, fate)
    with span(attempt.run_id, TRY.format(attempt.number), Span.Kind.NETWORK, simulated_ms=simulated_ms):
        return provider.charge(demand, latency_ms=dials.latency_ms, fate=fate)


def _begin(order: Order, run: Run) -> Try:
    """Count the try before it is made, so that one whose worker is lost in the middle counts as well."""
    with transaction.atomic(durable=True):
        tries = Order.objects.select_for_update().get(pk=order.pk).tries
        number = (tries.aggregate(last=Max("number"))["last"] or 0) + 1
        if tries.filter(run=run).count() >= MOST_TRIES or number > MOST_TRIES_OF_AN_ORDER:
            raise _failed_for_good()
        return tries.create(run=run, number=number, began_at=timezone.now())


def _note(attempt: Try, outcome: Try.Outcome) -> None:
    Try.objects.filter(pk=attempt.pk).update(outcome=outcome)


def _failure(attempt: Try) -> RunFailure:
    so_far = Try.objects.filter(run=attempt.run, number__lte=attempt.number).count()
    if so_far >= MOST_TRIES:
        return _failed_for_good()
    failed = TryFailed("The payment provider did not answer.")
    failed.pause = PAUSES[so_far - 1]
    return failed


def _failed_for_good() -> PaymentFailed:
    return PaymentFailed(f"The payment did not go through in {MOST_TRIES} tries. The order is kept.")
