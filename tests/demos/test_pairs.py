"""Two runs beside each other: how long the axis is that they share."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from demos.addresses import Address
from demos.models import Run
from demos.pairs import pair_at
from demos.timeline.axis import HEADROOM
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db

HALF_A_SECOND = 500 * HEADROOM


@pytest.fixture
def me() -> UUID:
    return uuid4()


def quick(visitor: UUID, lane: Run.Lane, status: Run.Status = Run.Status.DONE) -> Run:
    """It replied after 25 ms."""
    started_at = timezone.now() - timedelta(milliseconds=40)
    return make_run(visitor=visitor, lane=lane, status=status, response_ms=25, started_at=started_at)


def axis_of(*runs: Run, pending: frozenset[str] = frozenset()) -> float:
    address = Address({run.lane: run.pk for run in runs}, pending=pending)
    visitor = runs[0].visitor if runs else uuid4()
    return pair_at(address, visitor, timezone.now()).timeline.axis.ms


def test_once_all_is_over_it_is_as_long_as_that_took(me: UUID) -> None:
    both = quick(me, Run.Lane.BLOCKING), quick(me, Run.Lane.BACKGROUND)

    assert axis_of(*both) == 25 * HEADROOM
    assert axis_of(both[0]) == 25 * HEADROOM


def test_while_something_slow_may_still_happen_a_sliver_looks_like_one(me: UUID) -> None:
    blocking = quick(me, Run.Lane.BLOCKING)

    assert axis_of(blocking, quick(me, Run.Lane.BACKGROUND, Run.Status.QUEUED)) == HALF_A_SECOND
    assert axis_of(blocking, pending=frozenset({"background"})) == HALF_A_SECOND
    assert axis_of() == HALF_A_SECOND
