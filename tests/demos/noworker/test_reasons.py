"""The six reasons to wait, each with the real thing: a real broker or none, real workers or none."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from demos import crew, reports, spans, workers
from demos.models import Run
from demos.noworker.waiting import REASONS
from tests.demos.broker import RunningBroker
from tests.demos.real_workers import running_worker
from tests.demos.rows import make_run
from tests.demos.waiting import wait_until
from tests.demos.waiting_tasks import wait_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    workers.forget()


@pytest.fixture
def worker(broker: RunningBroker, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One worker with one process."""
    with running_worker("one", tmp_path) as worker:
        yield worker


@pytest.fixture
def waiting() -> Run:
    """A run that has just been queued."""
    run = make_run(status=Run.Status.QUEUED, scenario="noworker")
    spans.open_wait(run.pk, "in the queue: email")
    return run


def age(run: Run, seconds: float) -> None:
    run.spans.update(started_at=timezone.now() - timedelta(seconds=seconds))


@pytest.mark.usefixtures("broker")
def test_no_worker(waiting: Run) -> None:
    assert reports.reason(waiting) == "no worker is running"


@pytest.mark.usefixtures("worker")
def test_paused(waiting: Run) -> None:
    crew.pause()
    wait_until(lambda: reports.reason(waiting) == "the workers are paused")


@pytest.mark.usefixtures("worker")
def test_all_busy(waiting: Run, tmp_path: Path) -> None:
    wait_for.apply_async((waiting.pk, str(tmp_path)), queue="demos")
    wait_until(lambda: workers.fresh_status().busy == 1)
    assert reports.reason(waiting) == "all workers are busy"
    (tmp_path / "go").touch()


@pytest.mark.usefixtures("no_broker")
def test_no_queue(waiting: Run) -> None:
    assert reports.reason(waiting) == "the queue cannot be reached"


@pytest.mark.usefixtures("broker")
def test_expired(waiting: Run) -> None:
    waiting.settings |= {"expires_s": 10}
    age(waiting, 11)
    assert reports.reason(waiting) == "expired: nobody will do it any more"


class TestUnknown:
    @pytest.mark.usefixtures("worker")
    def test_a_worker_is_free_and_does_not_take_it(self, waiting: Run) -> None:
        wait_until(lambda: workers.fresh_status().state == workers.READY)
        assert reports.reason(waiting) == ""  # a moment is no reason yet
        age(waiting, 6)
        assert reports.reason(waiting).startswith("it is not known why")

    def test_a_worker_that_has_just_answered_is_silent(
        self, worker: subprocess.Popen[bytes], waiting: Run
    ) -> None:
        assert workers.fresh_status().nodes
        worker.kill()
        worker.wait()
        words = "it is not known whether a worker is running"
        wait_until(lambda: reports.reason(waiting) == words)
        wait_until(lambda: reports.reason(waiting) == "no worker is running")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (workers.PAUSED, 0),
        (workers.NONE, 1),
        (workers.BUSY, 2),
        (workers.UNREACHED, 3),
        (reports.EXPIRED, 4),
        ("Expired: it waited in the queue for longer than 10 seconds, and is not done any more.", 4),
        (workers.UNKNOWN, 5),
        (reports.UNTAKEN, 5),
    ],
)
def test_the_page_knows_each_by_its_words(words: str, number: int) -> None:
    assert [reason.explains(words) for reason in REASONS] == [n == number for n in range(len(REASONS))]
