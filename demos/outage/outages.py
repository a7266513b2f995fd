"""Shutting the valve, and knowing when it was shut."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from demos.outage import control
from demos.outage.control import ValveState
from demos.outage.models import Outage

How = Outage.How
ORDERS: Mapping[str, Callable[[float], ValveState]] = {
    How.REFUSED: control.refuse,
    How.FROZEN: control.freeze,
}
KEPT = timedelta(days=1)  # as long as the runs that were made in it


def begin(how: str, seconds: int) -> None:
    """Shut the valve; it opens by itself. Raises ValveUnreachable."""
    now = timezone.now()
    shut = ORDERS[how](seconds)
    ends_at = timezone.now() + timedelta(seconds=shut.seconds_left)
    with transaction.atomic():
        _end_at(now)
        Outage.objects.filter(ends_at__lt=now - KEPT).delete()
        Outage.objects.create(how=how, began_at=now, ends_at=ends_at)


def end() -> None:
    """Open it before its time. Raises ValveUnreachable."""
    control.reopen()
    _end_at(timezone.now())


def latest() -> Outage | None:
    return Outage.objects.last()


def during(began: datetime, ended: datetime) -> list[Outage]:
    """All that touched that time, in order."""
    return list(Outage.objects.filter(began_at__lt=ended, ends_at__gt=began))


def _end_at(now: datetime) -> None:
    """One order holds at a time: the next one ends the one before."""
    Outage.objects.filter(ends_at__gt=now).update(ends_at=now)
