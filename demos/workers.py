"""Who is backstage, on all hosts? One bounded question to the demo workers, shared by all who ask."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from demos import pausing
from demos.remote_control import QueueUnreachable, Replies, ask, line_to_workers
from demos.worker_commands import CREW

READY = "ready"
BUSY = "all workers are busy"
PAUSED = "the workers are paused"
NONE = "no worker is running"
UNREACHED = "the queue cannot be reached"
UNKNOWN = "it is not known whether a worker is running"

SECONDS_KEPT = 1.5
SECONDS_BETWEEN_COUNTS = 10  # how long a worker on a new host may go unnoticed
SECONDS_OF_DOUBT = 5  # a worker that answered so recently is not said to be gone for one missed answer


@dataclass(frozen=True)
class Process:
    """One process of a worker's pool, by its number from 1. `task` is "" where it is free.

    `since` is when it began, by this machine's clock; `run` is None for a task that is not a run's.
    """

    node: str
    number: int
    pid: int
    task: str = ""
    run: UUID | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class WorkerStatus:
    """`workers`: how many can work at once; `busy`: how many do; `state`: one of the names above.

    `nodes`: the workers that answered, each with its pool; `processes`: all of theirs. Of paused workers some
    may still be busy, with what they had begun; `paused_until` is when they go on at the latest.
    """

    state: str
    workers: int = 0
    busy: int = 0
    nodes: tuple[str, ...] = ()
    processes: tuple[Process, ...] = ()
    paused_until: datetime | None = None

    @property
    def free(self) -> int:
        """How many have nothing to do."""
        return self.workers - self.busy


def status() -> WorkerStatus:
    """How the demo workers are, at most SECONDS_KEPT old; takes less than a second when nobody answers."""
    return _latest.get()


def fresh_status() -> WorkerStatus:
    """How they are right now, after a command has changed it: everybody is counted anew."""
    forget()
    return _latest.get()


def forget() -> None:
    """What was known of them holds no longer."""
    _latest.forget()


def answer() -> bool:
    """Whether a demo worker answers now, for /readyz: an older answer would keep a start waiting."""
    return _ask(expect=1).workers > 0


class _Latest:
    """The last answer, shared by the threads of this process: of a full room of pollers only one asks.

    The others take the answer before that one, but the very first they wait for. Only a count now and then
    waits for workers that nobody knows of; in between it is enough that all who answered then have answered.
    """

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Whatever was known is over, also what another thread is just being told."""
        with self._asking:
            self._status: WorkerStatus | None = None
            self._stale_at = self._count_at = self._heard_at = 0.0

    def get(self) -> WorkerStatus:
        known = self._status
        if known and time.monotonic() < self._stale_at:
            return known
        if not self._asking.acquire(blocking=known is None):
            return known or WorkerStatus(UNKNOWN)
        try:
            return self._refreshed()
        finally:
            self._asking.release()

    def _refreshed(self) -> WorkerStatus:
        """Asks, unless another thread has done so while this one waited."""
        known, now = self._status, time.monotonic()
        if known is None or now >= self._stale_at:
            known = self._status = self._doubting(self._asked(len(known.nodes) if known else 0, now))
            self._stale_at = time.monotonic() + SECONDS_KEPT
        return known

    def _asked(self, nodes: int, now: float) -> WorkerStatus:
        if nodes and now < self._count_at:
            return _ask(expect=nodes)
        self._count_at = now + SECONDS_BETWEEN_COUNTS
        return _ask(expect=None)

    def _doubting(self, found: WorkerStatus) -> WorkerStatus:
        now = time.monotonic()
        if found.nodes:
            self._heard_at = now
        elif found.state == NONE and self._heard_at and now < self._heard_at + SECONDS_OF_DOUBT:
            return WorkerStatus(UNKNOWN)
        return found


_latest = _Latest()


def _ask(expect: int | None) -> WorkerStatus:
    """`expect` is how many answers are enough; None waits until nobody says anything any more."""
    try:
        with line_to_workers() as connection:
            crews = ask(connection, CREW, expect=expect)
            paused = any(crew["paused"] for crew in crews.values())
            return _status_from(crews, pausing.leased_until(connection) if paused else None)
    except QueueUnreachable:
        return WorkerStatus(UNREACHED)


def _status_from(crews: Replies, paused_until: datetime | None) -> WorkerStatus:
    if not crews:
        return WorkerStatus(NONE)
    now = timezone.now()
    processes = tuple(process for node in sorted(crews) for process in _processes(node, crews[node], now))
    workers = sum(crew["workers"] for crew in crews.values())
    busy = min(sum(bool(process.task) for process in processes), workers)
    return WorkerStatus(_state(crews), workers, busy, tuple(sorted(crews)), processes, paused_until)


def _state(crews: Replies) -> str:
    """What somebody who waits has to expect: of no worker that takes no tasks."""
    taking = [crew for crew in crews.values() if not crew["paused"]]
    if not taking:
        return PAUSED
    busy = sum(bool(process["task"]) for crew in taking for process in crew["processes"])
    return BUSY if busy >= sum(crew["workers"] for crew in taking) else READY


def _processes(node: str, crew: dict[str, Any], now: datetime) -> Iterator[Process]:
    for told in crew["processes"]:
        run = None
        with suppress(ValueError):
            run = UUID(told["run"])
        since = now - timedelta(seconds=told["seconds"]) if told["task"] else None
        yield Process(node, told["number"], told["pid"], told["task"], run, since)
