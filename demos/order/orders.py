"""The shop's orders: placed at once, and kept whatever becomes of their payment."""

from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID, uuid4

from demos import runs
from demos.models import Run
from demos.order.dials import Dials
from demos.order.models import Order
from demos.spans import span

SCENARIO = "order"
SAVE = "save the order"
MAIL_DELAY_MS = 300  # of the receipt


def place_order(
    *, visitor: UUID, lane: Run.Lane, arrived: datetime, dials: Dials, kept: Order | None = None
) -> Run:
    """A new run for a new order, or for one that was `kept` because its payment had failed."""
    if kept:
        dials = replace(dials, ticket=kept.ticket, seats=kept.seats)
    settings = {
        **asdict(dials),
        "order": str(kept.pk if kept else uuid4()),
        "mail_delay_ms": MAIL_DELAY_MS,
    }
    run = runs.start_run(visitor=visitor, scenario=SCENARIO, lane=lane, arrived=arrived, settings=settings)
    with span(run.pk, SAVE):
        if order_of(run).run_id != run.pk:
            Order.objects.filter(pk=id_of(run)).update(run=run)
    return run


def order_of(run: Run) -> Order:
    """The run's order; made now if the process that should have made it was lost."""
    dials = dials_of(run)
    ordered = {"run": run, "ticket": dials.ticket, "seats": dials.seats, "cents": dials.cents}
    return Order.objects.get_or_create(pk=id_of(run), defaults=ordered)[0]


def id_of(run: Run) -> UUID:
    """Of the run's order: several runs may be about the same one."""
    return UUID(run.settings["order"])


def dials_of(run: Run) -> Dials:
    """What was chosen for the run."""
    return Dials(**{name: run.settings[name] for name in asdict(Dials())})
