"""The depth of the queue, asked of a real broker, and what is written down of it."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from kombu import Queue

from config.celery import app
from demos import workers
from demos.noworker import samples
from demos.noworker.depth import Depth, depth
from demos.noworker.models import Sample
from demos.workers import WorkerStatus
from tests.demos.broker import RunningBroker
from tests.demos.real_workers import running_worker
from tests.demos.waiting import wait_until
from tests.demos.waiting_tasks import wait_for

READY, PAUSED = WorkerStatus(workers.READY, 2), WorkerStatus(workers.PAUSED, 2)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
EMPTY, FULL = Depth(0, 0), Depth(10, 2)


@pytest.fixture
def worker(broker: RunningBroker, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with running_worker("one", tmp_path) as worker:
        yield worker


class TestDepth:
    @pytest.mark.usefixtures("broker")
    def test_nothing_was_ever_queued(self) -> None:
        assert depth() == Depth(0, 0)

    @pytest.mark.usefixtures("broker")
    def test_only_what_waits_for_the_demo_workers(self, tmp_path: Path) -> None:
        for queue in ("demos", "demos", "demos", "site", "load"):
            wait_for.apply_async((uuid4(), str(tmp_path)), queue=queue)
        assert depth() == Depth(3, 0)

    @pytest.mark.usefixtures("worker")
    def test_what_a_worker_has_taken_is_counted_apart(self, tmp_path: Path) -> None:
        for _ in range(3):
            wait_for.apply_async((uuid4(), str(tmp_path)), queue="demos")
        wait_until(lambda: depth() == Depth(2, 1))
        (tmp_path / "go").touch()
        wait_until(lambda: depth() == Depth(0, 0))

    @pytest.mark.usefixtures("broker")
    def test_what_another_queues_worker_has_taken_is_not(self, tmp_path: Path) -> None:
        wait_for.apply_async((uuid4(), str(tmp_path)), queue="site")
        with app.connection_for_read() as connection:
            message = Queue("site").bind(connection.default_channel).get()
            assert message is not None
            assert depth() == Depth(0, 0)

    @pytest.mark.usefixtures("no_broker")
    def test_no_broker(self) -> None:
        assert depth() is None


@pytest.mark.django_db
class TestNote:
    def seen(self) -> list[tuple[int, int, bool]]:
        return [(sample.waiting, sample.taken, sample.paused) for sample in Sample.objects.all()]

    def test_from_the_pause_to_the_empty_queue_and_no_further(self) -> None:
        story = ((EMPTY, PAUSED), (FULL, PAUSED), (FULL, READY), (EMPTY, READY), (EMPTY, READY))
        for second, (found, crew) in enumerate(story):
            samples.note(found, crew, NOW + timedelta(seconds=second))
        assert self.seen() == [(0, 0, True), (10, 2, True), (10, 2, False), (0, 0, False)]

    def test_nothing_at_rest(self) -> None:
        samples.note(EMPTY, READY, NOW)
        assert self.seen() == []

    def test_a_room_full_of_people_writes_twice_a_second(self) -> None:
        for ms in range(0, 1000, 100):
            samples.note(FULL, READY, NOW + timedelta(milliseconds=ms))
        assert len(self.seen()) == 2

    def test_old_ones_are_forgotten(self) -> None:
        samples.note(FULL, READY, NOW)
        samples.note(FULL, READY, NOW + timedelta(minutes=16))
        assert Sample.objects.get().at == NOW + timedelta(minutes=16)
