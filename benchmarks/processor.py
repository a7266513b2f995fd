"""Processor time that the web server takes for a page: what does not depend on who else uses the machine.

Linux counts it for each thread in nanoseconds. That of Redis and of PostgreSQL is not in it.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks import report
from benchmarks.addresses import every_page
from benchmarks.memory import programs_of
from benchmarks.visitor import Visitor
from tests.site import Site

EMPTY = "/floor/empty/"
ROUNDS = 40
SECOND = 1_000_000_000  # nanoseconds
MILLISECOND = SECOND // 1000


def run(site: Site, visitor: Visitor) -> None:
    """Print each page's first request to the process, and the mean of the following ones."""
    web = programs_of(site)["web"]
    report.heading("Processor time of the web server by page, a newcomer: at first, then on average")
    empty = mean_of(web, lambda: visitor.get(EMPTY))
    report.line("empty view", empty)
    for name, path in every_page().items():
        cold = spent(web, lambda path=path: visitor.get(path))  # type: ignore[misc]
        warm = mean_of(web, lambda path=path: visitor.get(path))  # type: ignore[misc]
        report.line(name, warm, f"{warm / empty:.1f} x the empty view; at first {cold:.1f} ms")


def mean_of(server: psutil.Process, act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds of processor time that the server and its children take for it, on average."""

    def repeat() -> None:
        for _ in range(rounds):
            act()

    return spent(server, repeat) / rounds


def spent(server: psutil.Process, act: Callable[[], object]) -> float:
    """Milliseconds of processor time that the server and its children take while it lasts."""
    before = _nanoseconds(server)
    act()
    return (_nanoseconds(server) - before) / MILLISECOND


def _nanoseconds(server: psutil.Process) -> int:
    return sum(_of_threads(it) + _of_ended_children(it) for it in (server, *server.children(recursive=True)))


def _of_threads(process: psutil.Process) -> int:
    tasks = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks if _is_there(task))


def _of_ended_children(process: psutil.Process) -> int:
    """Such as decoders of photos; to hundredths of a second each."""
    times = process.cpu_times()
    return int((times.children_user + times.children_system) * SECOND)


def _is_there(task: Path) -> bool:
    with suppress(OSError):
        return task.exists()
    return False
