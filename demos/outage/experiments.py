"""Which of a visitor's runs are one experiment: only those may stand beside each other as a comparison."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Q

from demos.models import Run
from demos.outage import outages
from demos.outage.sides import Which

LONGEST_WAIT = timedelta(minutes=1)  # the valve opens after 20 s; who waits longer has no server any more


def waiting(now: datetime) -> Q:
    """Runs whose visitor has no reply yet."""
    return Q(response_ms=None, status=Run.Status.RECEIVED, started_at__gt=now - LONGEST_WAIT)


def newest_experiment(found: Mapping[Which, Run], now: datetime) -> dict[Which, Run]:
    """The run that began last, and the other side's if it belongs to the same experiment."""
    newest = max(found.values(), key=lambda run: run.started_at, default=None)
    return {which: run for which, run in found.items() if newest and _are_one(run, newest, now)}


def _are_one(run: Run, newest: Run, now: datetime) -> bool:
    """They were under way at the same time, or met the same outage, or none, with the same photo."""
    if run == newest or _replied_at(run, now) > newest.started_at:
        return True
    met, met_by_newest = _outages_of(run, now), _outages_of(newest, now)
    alike = bool(met & met_by_newest) or not (met or met_by_newest)
    return alike and run.photo_name == newest.photo_name


def _outages_of(run: Run, now: datetime) -> set[int]:
    """Those that its request met."""
    return {outage.pk for outage in outages.during(run.started_at, _replied_at(run, now))}


def _replied_at(run: Run, now: datetime) -> datetime:
    return now if run.response_ms is None else run.started_at + timedelta(milliseconds=run.response_ms)
