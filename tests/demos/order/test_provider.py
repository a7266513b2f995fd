"""The simulated provider and its ledger."""

from uuid import UUID, uuid4

import pytest

from demos.order.luck import Fate
from demos.order.models import Charge, PaymentRequest
from demos.order.orders import order_of
from demos.order.provider import Demand, NoReply, Unreachable, charge, takes_ms
from tests.demos.order.orders import make_run
from tests.racing import both_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def order_id() -> UUID:
    return order_of(make_run()).pk


def ask(order_id: UUID, *, key: UUID | None, number: int = 1, fate: Fate = Fate.REPLIES) -> int:
    return charge(Demand(order_id, number, 9000, key), latency_ms=0, fate=fate)


def test_a_request_makes_a_charge_and_both_are_in_the_ledger(order_id: UUID) -> None:
    made = ask(order_id, key=order_id)
    request = PaymentRequest.objects.get()
    assert (request.order_id, request.charge.number, request.from_key) == (order_id, made, False)
    assert Charge.objects.get().cents == 9000


def test_who_cannot_reach_it_leaves_nothing_in_the_ledger(order_id: UUID) -> None:
    with pytest.raises(Unreachable):
        ask(order_id, key=order_id, fate=Fate.UNREACHABLE)
    assert not PaymentRequest.objects.exists()
    assert not Charge.objects.exists()


def test_a_lost_reply_leaves_a_charge(order_id: UUID) -> None:
    with pytest.raises(NoReply):
        ask(order_id, key=order_id, fate=Fate.REPLY_LOST)
    assert Charge.objects.count() == 1


def test_a_known_key_is_answered_with_its_charge(order_id: UUID) -> None:
    first = ask(order_id, key=order_id)
    assert ask(order_id, key=order_id, number=2) == first
    assert [request.from_key for request in PaymentRequest.objects.all()] == [False, True]
    assert Charge.objects.count() == 1


def test_another_key_is_another_charge(order_id: UUID) -> None:
    assert ask(order_id, key=order_id) != ask(order_id, key=uuid4(), number=2)


def test_without_a_key_each_request_is_charged(order_id: UUID) -> None:
    assert ask(order_id, key=None) != ask(order_id, key=None, number=2)
    assert Charge.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_key_twice_at_the_same_moment_is_charged_once(order_id: UUID) -> None:
    both_at_once(lambda: ask(order_id, key=order_id))
    assert Charge.objects.count() == 1
    assert sorted(PaymentRequest.objects.values_list("from_key", flat=True)) == [False, True]


def test_the_way_there_is_half_of_the_latency() -> None:
    assert takes_ms(600, Fate.UNREACHABLE) == 300
    assert takes_ms(600, Fate.REPLIES) == takes_ms(600, Fate.REPLY_LOST) == 600
