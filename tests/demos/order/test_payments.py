"""Having an order paid: once, whatever befalls the tries."""

from contextlib import suppress

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demos.models import Run, Span
from demos.order import payments
from demos.order.dials import LATENCIES, WITHOUT_KEY
from demos.order.models import Charge, PaymentRequest, Try
from demos.order.orders import order_of
from demos.order.payments import MOST_TRIES, PaymentFailed, TryFailed
from tests.demos.order.orders import Event, Killed, befalls, make_run
from tests.racing import both_at_once

pytestmark = pytest.mark.django_db

ANYTHING = st.lists(st.sampled_from(Event), max_size=payments.MOST_TRIES_OF_AN_ORDER)
A_FEW_EXAMPLES = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def live_through(run: Run, events: list[Event]) -> Run:
    """Try again after each event; when a run has had its tries, another one goes on with its order."""
    for event in events:
        if Try.objects.filter(run=run).count() == MOST_TRIES:
            run = make_run(kept=order_of(run), key=run.settings["key"])
        with befalls(event), suppress(TryFailed, PaymentFailed, Killed):
            payments.try_payment(run)
    return run


def outcomes(run: Run) -> list[str]:
    return list(order_of(run).tries.values_list("outcome", flat=True))


class TestNeverTwice:
    @A_FEW_EXAMPLES
    @given(events=ANYTHING)
    def test_whatever_befalls_the_tries(self, events: list[Event]) -> None:
        run = live_through(make_run(), events)
        order = order_of(run)
        charges = Charge.objects.filter(order=order).count()
        assert charges <= 1
        assert charges == 1 or not order.paid_at
        assert bool(order.paid_at) == (Event.REPLIES in events)

    def test_without_the_key_a_lost_reply_is_paid_twice(self) -> None:
        run = live_through(make_run(key=WITHOUT_KEY), [Event.REPLY_LOST, Event.REPLIES])
        assert Charge.objects.filter(order=order_of(run)).count() == 2

    def test_a_paid_order_is_not_asked_for_again(self) -> None:
        run = make_run()
        payments.take_payment(run)
        payments.take_payment(run)
        assert PaymentRequest.objects.count() == 1
        assert outcomes(run) == ["paid"]

    @pytest.mark.django_db(transaction=True)
    def test_twice_at_the_same_moment(self) -> None:
        run = make_run()
        both_at_once(lambda: payments.take_payment(run))
        assert Charge.objects.count() == 1
        assert PaymentRequest.objects.count() == 2  # both were under way before either was paid
        assert outcomes(run) == ["paid", "paid"]
        assert list(order_of(run).tries.values_list("number", flat=True)) == [1, 2]


class TestTries:
    def test_each_is_a_span_and_so_is_each_pause(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(payments, "PAUSES", (0.01, 0.02, 0.03))
        run = make_run(luck=17, failure_percent=50)  # no connection, no reply, paid
        payments.take_payment(run)
        spans = run.spans.exclude(name="receive and check")
        assert [(span.name, span.kind, span.simulated_ms) for span in spans] == [
            ("payment, try 1", Span.Kind.NETWORK, 50),
            ("trying again: payment", Span.Kind.QUEUE, 0),
            ("payment, try 2", Span.Kind.NETWORK, 100),
            ("trying again: payment", Span.Kind.QUEUE, 0),
            ("payment, try 3", Span.Kind.NETWORK, 100),
        ]
        assert {span.place for span in spans} == {"web"}
        assert outcomes(run) == ["unreachable", "no reply", "paid"]

    def test_pauses_grow(self) -> None:
        run, pauses = make_run(), []
        for _ in range(MOST_TRIES - 1):
            with befalls(Event.UNREACHABLE), pytest.raises(TryFailed) as failed:
                payments.try_payment(run)
            pauses.append(failed.value.pause)
        assert pauses == [0.5, 1.0, 2.0]

    def test_the_last_one_fails_for_good_and_there_is_no_fifth(self) -> None:
        run = make_run()
        for _ in range(MOST_TRIES - 1):
            with befalls(Event.REPLY_LOST), pytest.raises(TryFailed):
                payments.try_payment(run)
        for _ in range(2):
            with (
                befalls(Event.REPLY_LOST),
                pytest.raises(PaymentFailed, match="in 4 tries"),
            ):
                payments.try_payment(run)
        assert len(outcomes(run)) == MOST_TRIES

    def test_one_that_was_cut_off_counts(self) -> None:
        run = make_run()
        with befalls(Event.KILLED_ON_THE_WAY_BACK), suppress(Killed):
            payments.try_payment(run)
        assert outcomes(run) == [Try.Outcome.UNKNOWN]

    def test_another_run_of_the_order_counts_on_and_sends_the_same_key(self) -> None:
        first = make_run()
        with befalls(Event.REPLY_LOST), suppress(TryFailed):
            payments.try_payment(first)
        again = make_run(kept=order_of(first))
        payments.take_payment(again)
        assert outcomes(again) == ["no reply", "paid"]
        assert [request.from_key for request in PaymentRequest.objects.all()] == [False, True]
        assert order_of(first) == order_of(again)

    def test_a_visitor_sits_through_ten_seconds_at_the_most(self) -> None:
        assert MOST_TRIES * max(LATENCIES) / 1000 + sum(payments.PAUSES) < 10


def test_an_order_goes_with_its_newest_run() -> None:
    first = make_run()
    payments.take_payment(first)
    again = make_run(kept=order_of(first), arrived=timezone.now())
    first.delete()
    assert order_of(again).paid_at
    again.delete()
    assert not PaymentRequest.objects.exists()
    assert not Charge.objects.exists()
