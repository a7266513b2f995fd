"""Orders for tests: a run with its order, and what may befall a try."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.utils import timezone

from demos.models import Run
from demos.order import orders, payments, provider
from demos.order.dials import Dials
from demos.order.luck import Fate
from demos.order.models import Order

QUICK, RELIABLE = 100, 0  # ms, percent


def make_run(
    *,
    lane: Run.Lane = Run.Lane.BLOCKING,
    visitor: UUID | None = None,
    kept: Order | None = None,
    arrived: datetime | None = None,
    **dials: Any,
) -> Run:
    """A run whose order is saved, and nothing else done: of a quick and reliable provider, unless said."""
    chosen = Dials(**{"latency_ms": QUICK, "failure_percent": RELIABLE, **dials})
    return orders.place_order(
        visitor=visitor or uuid4(), lane=lane, arrived=arrived or timezone.now(), dials=chosen, kept=kept
    )


class Killed(BaseException):
    """The process ends here: nothing is noted, and nothing catches it."""


class Event(Enum):
    """What befalls a try: one of the fates, or the end of the process in one of three places."""

    REPLIES = Fate.REPLIES
    UNREACHABLE = Fate.UNREACHABLE
    REPLY_LOST = Fate.REPLY_LOST
    KILLED_ON_THE_WAY_THERE = "there"
    KILLED_ON_THE_WAY_BACK = "back"
    KILLED_BEFORE_NOTING = "noting"


@contextmanager
def befalls(event: Event) -> Iterator[None]:
    """The next try meets this event, and takes no time."""
    fate = event.value if isinstance(event.value, Fate) else Fate.REPLIES
    killed = {Event.KILLED_ON_THE_WAY_THERE: [Killed], Event.KILLED_ON_THE_WAY_BACK: [None, Killed]}
    noting = {"side_effect": Killed} if event is Event.KILLED_BEFORE_NOTING else {"wraps": payments._note}
    with (
        patch.object(payments, "fate_of", return_value=fate),
        patch.object(provider, "_travel", side_effect=killed.get(event, [None, None])),
        patch.object(payments, "_note", **noting),
    ):
        yield
