"""What counts as processor time."""

import threading
import time

import pytest

from demos import processor, spans
from tests.demos.rows import make_run
from tests.demos.waiting import wait_until

BUSY_MS = 30.0


def be_busy(milliseconds: float = BUSY_MS) -> None:
    """Use up that much of this thread's own processor time."""
    until = time.thread_time() + milliseconds / 1000
    while time.thread_time() < until:
        pass


class TestUsed:
    def test_grows_with_work(self) -> None:
        before = processor.used()
        be_busy()
        assert processor.used() - before >= BUSY_MS

    def test_waiting_costs_nothing(self) -> None:
        before, began = processor.used(), time.monotonic()
        threading.Event().wait(BUSY_MS / 1000)
        assert (time.monotonic() - began) * 1000 >= BUSY_MS
        assert processor.used() - before < BUSY_MS / 2

    def test_another_thread_of_the_web_server_is_somebody_elses(self) -> None:
        other = threading.Thread(target=be_busy)
        before = processor.used()
        other.start()
        wait_until(lambda: not other.is_alive())
        assert processor.used() - before < BUSY_MS

    def test_in_a_pool_the_whole_process_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Child:
            index = 0

        monkeypatch.setattr(processor, "current_process", Child)
        before = processor.used()
        other = threading.Thread(target=be_busy)
        other.start()
        other.join()
        assert processor.used() - before >= BUSY_MS


class TestLap:
    def test_since_the_last_one(self) -> None:
        processor.lap()
        be_busy()
        assert processor.lap() >= BUSY_MS
        assert processor.lap() < BUSY_MS

    def test_every_thread_has_its_own(self) -> None:
        processor.lap()
        be_busy()
        laps: list[float] = []
        other = threading.Thread(target=lambda: laps.append(processor.lap()))
        other.start()
        other.join()
        assert laps == [0.0]


@pytest.mark.django_db
class TestSpans:
    def test_a_span_notes_what_its_block_used(self) -> None:
        run = make_run()
        with spans.span(run.pk, "resize 800 px"):
            be_busy()
        assert (run.spans.get().processor_ms or 0) >= BUSY_MS

    def test_and_so_does_a_step_of_the_request(self) -> None:
        run = make_run()
        spans.begin_enqueueing(run.pk, "enqueue email", "in the queue: email")
        be_busy()
        spans.begin_enqueueing(run.pk, "enqueue sizes", "in the queue: sizes")
        assert (run.spans.get(name="enqueue email").processor_ms or 0) >= BUSY_MS
        assert run.spans.get(name="in the queue: email").processor_ms is None
