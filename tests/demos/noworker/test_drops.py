"""Tasks that nobody has done: of runs that have expired, those that still waited then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demos import expiry, runs, spans
from demos.models import Run
from demos.noworker.drops import dropped_since
from demos.noworker.tasks import make_sizes, send_confirmation
from tests.demos.clients import id_of, known_client
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 10
BEGAN = timezone.now() - timedelta(minutes=1)


@pytest.fixture
def queued() -> Run:
    """Its two tasks have waited for longer than they may."""
    run = make_run(status=Run.Status.QUEUED, scenario="noworker", settings={"expires_s": PATIENCE})
    for task in (make_sizes, send_confirmation):
        spans.open_wait(run.pk, task.in_queue)
    run.spans.update(started_at=timezone.now() - timedelta(seconds=PATIENCE + 1))
    return run


@pytest.mark.usefixtures("queued")
def test_both_were_dropped() -> None:
    expiry.end_expired(timezone.now())
    assert dropped_since(BEGAN) == 2
    assert dropped_since(timezone.now()) == 0


def test_what_a_worker_has_taken_in_time_was_not(queued: Run) -> None:
    spans.begin_work(queued.pk, [make_sizes.in_queue], make_sizes.steps)
    expiry.end_expired(timezone.now())
    assert dropped_since(BEGAN) == 1


def test_another_failure_is_none(queued: Run) -> None:
    runs.fail_run(queued.pk, RuntimeError())
    assert dropped_since(BEGAN) == 0


@pytest.mark.usefixtures("no_broker")
def test_before_anybody_drops_it_the_page_says_that_nobody_will_do_it(queued: Run) -> None:
    person = known_client()
    Run.objects.filter(pk=queued.pk).update(visitor=id_of(person))
    page = person.get("/demos/noworker/").text
    assert page.count("Expired: nobody will do it any more") == 2  # of all of it, and of that photo
    assert "It waits, because" not in page
    assert "It waits: " not in page
