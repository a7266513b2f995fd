"""The shop's orders: placed at once, and kept whatever becomes of their payment."""

from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from demos import runs
from demos.models import Run
from demos.order.dials import Dials
from demos.order.models import Order

SCENARIO = "order"
MAIL_DELAY_MS = 300  # of the receipt


def place_order(
    *, visitor: UUID, lane: Run.Lane, arrived: datetime, dials: Dials, kept: Order | None = None
) -> Run:
    """A new run for a new order, or for one that was `kept` because its payment had failed."""
    if kept:
        dials = replace(dials, ticket=kept.ticket, seats=kept.seats)
    order = kept or Order(pk=uuid4(), ticket=dials.ticket, seats=dials.seats, cents=dials.cents)
    return runs.start_run(
        visitor=visitor,
        scenario=SCENARIO,
        lane=lane,
        arrived=arrived,
        settings={**asdict(dials), "order": str(order.pk), "mail_delay_ms": MAIL_DELAY_MS},
        join=partial(_save, order),
    )


def order_of(run: Run) -> Order:
    """The run's order as it stands now."""
    return Order.objects.get(pk=id_of(run))


def id_of(run: Run) -> UUID:
    """Of the run's order: several runs may be about the same one."""
    return UUID(run.settings["order"])


def dials_of(run: Run) -> Dials:
    """What was chosen for the run."""
    return Dials(**{name: run.settings[name] for name in asdict(Dials())})


def _save(order: Order, run: Run) -> None:
    """With its newest run; what may have become of a kept one in the meantime is left as it is."""
    order.run = run
    if not Order.objects.filter(pk=order.pk).update(run=run):
        order.save(force_insert=True)
