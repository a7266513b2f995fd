"""What a demo worker does when it is told to: each runs in the worker itself, on whatever host that is."""

import os
import signal
import time
from typing import Any

from celery.worker import state as worker_state
from celery.worker.control import control_command, inspect_command
from celery.worker.request import Request

from demos.pausing import takes_tasks

CREW = "demo_crew"
KILL_CHILD = "demo_kill_child"
KILL_WORKER = "demo_kill_worker"


@inspect_command(name=CREW)
def crew(state: Any) -> dict[str, Any]:
    """Each process of the pool with what it does now, how many there should be, and if they take tasks."""
    pool = state.consumer.pool
    return {
        "workers": pool.num_processes,
        "paused": not takes_tasks(state.consumer),
        "processes": [_at_work(number, pid) for number, pid in _processes(pool)],
    }


@control_command(name=KILL_CHILD)
def kill_child(state: Any, run_id: str = "") -> dict[str, Any]:
    """kill -9 of the process that works for that run; without one of a busy process, or else of any.

    Returns what it did when it was killed, or {} where no process works for the run any more.
    """
    crew = [_at_work(number, pid) for number, pid in _processes(state.consumer.pool)]
    if run_id:
        crew = [process for process in crew if process["run"] == run_id]
    victim = max(crew, key=lambda process: bool(process["task"]), default=None)
    if victim is None or victim["pid"] == os.getpid():  # a pool without processes of its own
        return {}
    os.kill(victim["pid"], signal.SIGKILL)
    return victim


@control_command(name=KILL_WORKER)
def kill_worker(state: Any) -> dict[str, Any]:
    """kill -9 of this very process, once its reply has left; its pool's processes end with it."""
    state.consumer.call_soon(os.kill, os.getpid(), signal.SIGKILL)
    return {"pid": os.getpid()}


def _at_work(number: int, pid: int) -> dict[str, Any]:
    task = next((task for task in worker_state.active_requests if task.worker_pid == pid), None)
    return {
        "number": number,
        "pid": pid,
        "task": task.name if task else "",
        "run": _run_of(task) if task else "",
        "seconds": max(0.0, time.time() - task.time_start) if task else 0.0,
    }


def _run_of(task: Request) -> str:
    """The id of the run that a task belongs to is its first argument."""
    arguments: Any = task.args
    return str(arguments[0]) if arguments else ""


def _processes(pool: Any) -> list[tuple[int, int]]:
    """The number, from 1, and the process id of each; a number stays when its process is replaced."""
    children = getattr(getattr(pool, "_pool", None), "_pool", None)  # only there do they know their number
    if children is None:  # not a pool of processes
        return list(enumerate(pool.info["processes"], start=1))
    return sorted((child.index + 1, child.pid) for child in children)
