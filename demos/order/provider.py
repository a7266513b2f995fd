"""The payment provider: a simulator, with a ledger of its own and a slow, unsure way to it.

It charges no card and asks nobody. Half of the stated latency is the way there, half the way back. A request
with a key that it knows is answered with the charge that the key stands for.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from demos.order.luck import Fate
from demos.order.models import Charge, PaymentRequest


class Unreachable(Exception):
    """There was no connection: the provider knows nothing of the request."""


class NoReply(Exception):
    """The request was sent, and nothing came back: whoever sent it cannot know what became of it."""


@dataclass(frozen=True)
class Demand:
    """What the shop asks for. `order` is its own reference; `number` says which try this is; `key` is None
    where the shop sends none.
    """

    order: UUID
    number: int
    cents: int
    key: UUID | None


def charge(demand: Demand, *, latency_ms: int, fate: Fate) -> int:
    """The number of the charge, within its order. Raises Unreachable before, or NoReply after it was made."""
    _travel(latency_ms / 2)
    if fate is Fate.UNREACHABLE:
        raise Unreachable
    made = _enter(demand)
    _travel(latency_ms / 2)
    if fate is Fate.REPLY_LOST:
        raise NoReply
    return made.number


def takes_ms(latency_ms: int, fate: Fate) -> int:
    """How long a charge of that fate takes, by simulation alone."""
    return latency_ms // 2 if fate is Fate.UNREACHABLE else latency_ms


def _enter(demand: Demand) -> Charge:
    """Write the request into the ledger, with a new charge or with the one that its key has."""
    now = timezone.now()
    new = {"order_id": demand.order, "cents": demand.cents, "made_at": now}
    with transaction.atomic(durable=True):
        if demand.key:
            made, is_new = Charge.objects.get_or_create(key=demand.key, defaults=new)
        else:
            made, is_new = Charge.objects.create(**new), True
        PaymentRequest.objects.create(
            order_id=demand.order, number=demand.number, charge=made, from_key=not is_new, received_at=now
        )
    return made


def _travel(ms: float) -> None:
    time.sleep(ms / 1000)
