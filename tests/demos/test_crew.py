"""What the demo workers do when they are told to: real ones, in processes of their own, on a real Redis."""

import os
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from demos import crew, pausing, workers
from demos.crew import CannotCommand
from tests.demos.broker import RunningBroker
from tests.demos.real_workers import running_worker
from tests.demos.waiting import wait_until
from tests.demos.waiting_tasks import marks, wait_for

A_MOMENT = 10  # seconds: without bounds of its own a command would wait for ever


@pytest.fixture
def worker(broker: RunningBroker, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One worker with two processes."""
    with running_worker("one", tmp_path, processes=2) as worker:
        yield worker


def queue_run(folder: Path) -> UUID:
    run = uuid4()
    wait_for.apply_async((run, str(folder)), queue="demos")
    return run


def let_end(folder: Path) -> None:
    (folder / "go").touch()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def busy(count: int) -> bool:
    return workers.fresh_status().busy == count


class TestStatus:
    def test_counts_the_workers_of_all_hosts_and_says_what_each_does(
        self, worker: subprocess.Popen[bytes], tmp_path: Path
    ) -> None:
        with running_worker("two", tmp_path):
            assert workers.fresh_status().state == workers.READY
            runs = {queue_run(tmp_path) for _ in range(3)}
            wait_until(lambda: busy(3))
            status = workers.status()

        assert (status.state, status.workers, status.free) == (workers.BUSY, 3, 0)
        assert status.nodes == ("demos@one", "demos@two")
        assert [(process.node, process.number) for process in status.processes] == [
            ("demos@one", 1),
            ("demos@one", 2),
            ("demos@two", 1),
        ]
        assert {process.run for process in status.processes} == runs
        assert {process.task for process in status.processes} == {"tests.wait_for"}
        for process in status.processes:
            assert process.since is not None
            assert timedelta(0) <= timezone.now() - process.since < timedelta(seconds=60)


class TestPause:
    @pytest.mark.usefixtures("worker")
    def test_tasks_wait_in_the_queue_until_they_may_go_on(
        self, broker: RunningBroker, tmp_path: Path
    ) -> None:
        begun = queue_run(tmp_path)
        wait_until(lambda: busy(1))

        paused = crew.pause()
        wait_until(lambda: workers.fresh_status().state == workers.PAUSED)
        waiting = queue_run(tmp_path)
        let_end(tmp_path)
        wait_until(lambda: marks(tmp_path, "ended") == [str(begun)])  # what was begun is finished
        wait_until(lambda: busy(0))

        assert paused.nodes == ("demos@one",)
        assert workers.status().paused_until is not None
        assert broker.depth("demos") == 1
        assert crew.resume() == ("demos@one",)
        wait_until(lambda: str(waiting) in marks(tmp_path, "ended"))
        assert workers.fresh_status().state == workers.READY

    def test_a_worker_that_starts_in_a_pause_keeps_it(
        self, worker: subprocess.Popen[bytes], broker: RunningBroker, tmp_path: Path
    ) -> None:
        crew.pause()
        worker.kill()
        worker.wait()
        let_end(tmp_path)
        run = queue_run(tmp_path)

        with running_worker("one", tmp_path):
            assert workers.fresh_status().state == workers.PAUSED
            assert (broker.depth("demos"), marks(tmp_path, "began")) == (1, [])
            crew.resume()
            wait_until(lambda: marks(tmp_path, "ended") == [str(run)])

    @pytest.mark.usefixtures("worker")
    def test_ends_by_itself_when_nobody_resumes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pausing, "LONGEST_PAUSE", timedelta(seconds=4))
        crew.pause()
        wait_until(lambda: workers.fresh_status().state == workers.PAUSED)
        let_end(tmp_path)

        run = queue_run(tmp_path)

        wait_until(lambda: marks(tmp_path, "ended") == [str(run)])
        assert workers.fresh_status().state == workers.READY

    def test_two_presenters_at_once(self, worker: subprocess.Popen[bytes]) -> None:
        """Both may press; what counts is the last press, for all."""
        crew.pause()
        crew.pause()
        crew.resume()
        wait_until(lambda: workers.fresh_status().state == workers.READY)
        crew.resume()
        assert workers.fresh_status().state == workers.READY


class TestKill:
    def test_of_the_process_that_works_for_a_run(
        self, worker: subprocess.Popen[bytes], tmp_path: Path
    ) -> None:
        runs = [queue_run(tmp_path) for _ in range(2)]
        wait_until(lambda: busy(2))
        before = {process.run: process.pid for process in workers.status().processes}

        killed = crew.kill_child(runs[1])

        assert (killed.node, killed.host, killed.task) == ("demos@one", "one", "tests.wait_for")
        assert (killed.pid, killed.run) == (before[runs[1]], str(runs[1]))
        wait_until(lambda: not is_alive(killed.pid))
        assert worker.poll() is None
        wait_until(lambda: marks(tmp_path, "began").count(str(runs[1])) == 2)  # another one has its task
        assert marks(tmp_path, "began").count(str(runs[0])) == 1
        wait_until(lambda: busy(2))
        assert {process.number for process in workers.status().processes} == {1, 2}
        let_end(tmp_path)
        wait_until(lambda: set(marks(tmp_path, "ended")) == set(map(str, runs)))

    @pytest.mark.usefixtures("worker")
    def test_of_a_busy_process_if_no_run_is_named(self, tmp_path: Path) -> None:
        run = queue_run(tmp_path)
        wait_until(lambda: busy(1))

        assert crew.kill_child().run == str(run)

    @pytest.mark.usefixtures("worker")
    def test_of_any_process_if_none_is_busy(self) -> None:
        killed = crew.kill_child()

        assert killed.run == ""
        wait_until(lambda: not is_alive(killed.pid))

    @pytest.mark.usefixtures("worker")
    def test_not_of_another_run_than_the_named_one(self) -> None:
        pids = {process.pid for process in workers.fresh_status().processes}

        with pytest.raises(CannotCommand, match="No worker works for that run now"):
            crew.kill_child(uuid4())

        assert all(map(is_alive, pids))

    def test_of_a_whole_worker(self, worker: subprocess.Popen[bytes], tmp_path: Path) -> None:
        queue_run(tmp_path)
        wait_until(lambda: busy(1))
        pids = [process.pid for process in workers.status().processes]

        killed = crew.kill_worker()

        assert (killed.node, killed.pid, killed.number) == ("demos@one", worker.pid, None)
        assert worker.wait(30) == -9
        wait_until(lambda: not any(map(is_alive, pids)))
        assert workers.status().state == workers.NONE

    def test_of_the_worker_that_has_the_named_run(
        self, worker: subprocess.Popen[bytes], tmp_path: Path
    ) -> None:
        runs = {queue_run(tmp_path) for _ in range(2)}
        wait_until(lambda: busy(2))  # the first worker is full
        with running_worker("two", tmp_path) as other:
            run = queue_run(tmp_path)
            wait_until(lambda: busy(3))
            assert run not in runs

            assert crew.kill_worker(run).node == "demos@two"

            assert other.wait(30) == -9
            assert worker.poll() is None


class TestNobodyThere:
    @pytest.mark.usefixtures("broker")
    @pytest.mark.parametrize("command", [crew.pause, crew.resume, crew.kill_child, crew.kill_worker])
    def test_is_said_soon(self, command: object) -> None:
        assert callable(command)
        began = time.monotonic()
        with pytest.raises(CannotCommand, match="No worker is running"):
            command()
        assert time.monotonic() - began < A_MOMENT

    def test_no_pause_is_left_behind(self, broker: RunningBroker, tmp_path: Path) -> None:
        with pytest.raises(CannotCommand):
            crew.pause()
        with running_worker("one", tmp_path):
            assert workers.fresh_status().state == workers.READY

    @pytest.mark.usefixtures("no_broker")
    @pytest.mark.parametrize("command", [crew.pause, crew.resume, crew.kill_child, crew.kill_worker])
    def test_no_queue(self, command: object) -> None:
        assert callable(command)
        with pytest.raises(CannotCommand, match="The queue cannot be reached"):
            command()

    def test_a_frozen_queue(self, broker: RunningBroker) -> None:
        workers.fresh_status()
        broker.freeze()
        began = time.monotonic()
        with pytest.raises(CannotCommand, match="The queue cannot be reached"):
            crew.pause()
        assert time.monotonic() - began < A_MOMENT
