"""Telling the demo workers, on whatever host: pause, go on, lose a process, lose a whole worker.

Each command says what really happened, or raises CannotCommand within about two seconds. None of them touches
the site's own workers. Who may give them: `demos.presenters`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kombu import Connection

from demos import pausing, workers
from demos.remote_control import QUEUE, QueueUnreachable, Replies, ask, line_to_workers
from demos.worker_commands import KILL_CHILD, KILL_WORKER
from demos.workers import WorkerStatus

SECONDS_TO_OBEY = 1.0


class CannotCommand(Exception):
    """Nothing was done; the text says why, for the one who gave the command."""


@dataclass(frozen=True)
class Paused:
    """These workers take no more tasks (what they have begun, they finish), until then at the latest."""

    nodes: tuple[str, ...]
    until: datetime


@dataclass(frozen=True)
class Killed:
    """The process `pid` of that worker was killed: with its task of that run, if it had one.

    `number` is which process of its pool it was, None for the whole worker.
    """

    node: str
    pid: int
    number: int | None = None
    task: str = ""
    run: str = ""

    @property
    def host(self) -> str:
        """The machine it was on."""
        return self.node.partition("@")[2]


def pause() -> Paused:
    """Let every demo worker take no more tasks; again while it lasts, and it lasts the full time from now."""
    with _commanding() as (connection, status):
        until = pausing.lease(connection)
        obeyed = _tell_all(connection, "cancel_consumer", status)
        if not obeyed:
            pausing.end_lease(connection)
    return Paused(_somebody(obeyed), until)


def resume() -> tuple[str, ...]:
    """Let every demo worker take tasks again; returns their names."""
    with _commanding() as (connection, status):
        pausing.end_lease(connection)
        obeyed = _tell_all(connection, "add_consumer", status)
    return _somebody(obeyed)


def kill_child(run_id: UUID | None = None) -> Killed:
    """kill -9 of one process of a pool: the one that works for that run; else a busy one, else any."""
    with _commanding() as (connection, status):
        victim = _process_of(run_id, status)
        arguments = {"run_id": str(run_id) if run_id else ""}
        told = ask(
            connection, KILL_CHILD, arguments, expect=1, node=victim.node, patience=SECONDS_TO_OBEY
        ).get(victim.node)
    if told is None:
        raise CannotCommand("The worker did not answer.")
    if not told:
        raise CannotCommand("That task was over before it could be killed." if run_id else _NO_PROCESS)
    return Killed(victim.node, told["pid"], told["number"], told["task"], told["run"])


def kill_worker(run_id: UUID | None = None) -> Killed:
    """kill -9 of a whole worker, with all its processes: the one that works for that run, else a busy one."""
    with _commanding() as (connection, status):
        node = _process_of(run_id, status).node
        told = ask(connection, KILL_WORKER, expect=1, node=node, patience=SECONDS_TO_OBEY).get(node)
    if not told:
        raise CannotCommand("The worker did not answer.")
    return Killed(node, told["pid"])


_NO_PROCESS = "The worker has no process of its own that could be killed."


@contextmanager
def _commanding() -> Iterator[tuple[Connection, WorkerStatus]]:
    """A connection, and who is there to be commanded; what was known of them before is forgotten after it."""
    status = workers.fresh_status()
    if status.state == workers.UNREACHED:
        raise CannotCommand("The queue cannot be reached, so the workers cannot be told anything.")
    try:
        with line_to_workers(SECONDS_TO_OBEY) as connection:
            yield connection, status
    except QueueUnreachable as error:
        raise CannotCommand("The queue cannot be reached, so the workers cannot be told anything.") from error
    finally:
        workers.forget()


def _tell_all(connection: Connection, command: str, status: WorkerStatus) -> Replies:
    return ask(
        connection,
        command,
        {"queue": QUEUE},
        expect=len(status.nodes) or None,
        patience=SECONDS_TO_OBEY,
    )


def _somebody(obeyed: Replies) -> tuple[str, ...]:
    if not obeyed:
        raise CannotCommand("No worker is running.")
    return tuple(sorted(obeyed))


def _process_of(run_id: UUID | None, status: WorkerStatus) -> workers.Process:
    """The process to kill: which worker it belongs to decides who is told to."""
    processes = [process for process in status.processes if run_id in {None, process.run}]
    if processes:
        return max(processes, key=lambda process: bool(process.task))
    if not status.nodes:
        raise CannotCommand("No worker is running.")
    raise CannotCommand("No worker works for that run now." if run_id else _NO_PROCESS)
