"""Who is backstage? One bounded question to the demo workers, through Celery's own remote control."""

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from celery import current_app
from celery.worker import state as worker_state
from celery.worker.control import inspect_command

from demos.queueing import UNREACHABLE

NODES = "demos@*"
COMMAND = "demo_crew"

READY = "ready"
BUSY = "busy"
NONE = "no worker is running"
UNREACHED = "the queue cannot be reached"

SECONDS_TO_REPLY = 0.3  # closing the connection may take as long again
SECONDS_TO_CONNECT = 0.3
SECONDS_KEPT = 1.5


@dataclass(frozen=True)
class WorkerStatus:
    """`workers`: how many can work at once; `busy`: how many do; `state`: READY, BUSY, NONE or UNREACHED."""

    state: str
    workers: int = 0
    busy: int = 0

    @property
    def free(self) -> int:
        """How many could start at once."""
        return self.workers - self.busy


@inspect_command(name=COMMAND)
def crew(state: Any) -> dict[str, int]:
    """Runs in a worker: how many processes its pool has, and how many of them have a task."""
    pool = state.consumer.pool
    return {"workers": pool.num_processes, "busy": len(worker_state.active_requests)}


def status() -> WorkerStatus:
    """How the demo workers are, at most SECONDS_KEPT old; takes less than a second when nobody answers."""
    return _latest.get()


def answer() -> bool:
    """Whether a demo worker answers now, for /readyz: an older answer would keep a start waiting."""
    return _ask().workers > 0


class _Latest:
    """The last answer, shared by the threads of this process: of a full room of pollers only one asks.

    The others take the answer before that one, but the very first they wait for.
    """

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._status: WorkerStatus | None = None
        self._stale_at = 0.0

    def get(self) -> WorkerStatus:
        known = self._status
        if known and time.monotonic() < self._stale_at:
            return known
        if not self._asking.acquire(blocking=known is None):
            return known or WorkerStatus(NONE)
        try:
            return self._refreshed()
        finally:
            self._asking.release()

    def _refreshed(self) -> WorkerStatus:
        """Asks, unless another thread has done so while this one waited."""
        if self._status is None or time.monotonic() >= self._stale_at:
            self._status = _ask()
            self._stale_at = time.monotonic() + SECONDS_KEPT
        return self._status


_latest = _Latest()


def _ask() -> WorkerStatus:
    options = current_app.conf.broker_transport_options | {
        "socket_connect_timeout": SECONDS_TO_CONNECT,
        "socket_timeout": SECONDS_TO_REPLY,
        "max_retries": 0,
    }
    try:
        with current_app.connection_for_write(transport_options=options) as connection:
            replies = current_app.control.broadcast(
                COMMAND,
                connection=connection,
                reply=True,
                limit=1,
                timeout=SECONDS_TO_REPLY,
                pattern=NODES,
                matcher="glob",  # type: ignore[arg-type]  # the name of a matcher is what kombu wants
            )
    except UNREACHABLE:
        return WorkerStatus(UNREACHED)
    return _status_from(replies[0].values()) if replies else WorkerStatus(NONE)


def _status_from(crews: Iterable[Mapping[str, int]]) -> WorkerStatus:
    workers = busy = 0
    for counts in crews:
        workers, busy = workers + counts["workers"], busy + counts["busy"]
    return WorkerStatus(BUSY if busy >= workers else READY, workers, min(busy, workers))
