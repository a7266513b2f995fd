"""What a running site keeps in memory, by program. Linux only.

PSS counts a page that several processes share once, divided among them; RSS counts it in full for each. So
the sum of the PSS is what the whole tree takes from the machine.
"""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks import report
from tests.site import Site

SPAWNED = re.compile(r"spawned: '(?P<name>[^']+)' with pid (?P<pid>\d+)")
SECONDS_BETWEEN_SAMPLES = 0.25
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Memory:
    """Bytes that a program and its children hold, and how many processes they are."""

    pss: int = 0
    rss: int = 0
    processes: int = 0

    def __add__(self, other: "Memory") -> "Memory":
        return Memory(self.pss + other.pss, self.rss + other.rss, self.processes + other.processes)


Sample = dict[str, Memory]


def sample(site: Site) -> Sample:
    """The memory of every program of the tree, of its supervisor, and of the process that started it, now."""
    found = {}
    for name, process in programs_of(site).items():
        if name in {"start", "supervisor"}:
            found[name] = _of(process)
            continue
        found[name] = sum((_of(child) for child in process.children(recursive=True)), _of(process))
    return found


def programs_of(site: Site) -> dict[str, psutil.Process]:
    """The processes of the tree by name: who started it, its supervisor, and each program's first."""
    start = psutil.Process(site.process.pid)
    [supervisor] = start.children()
    names = _programs(site.data_dir / "log" / "supervisor.log")
    programs = {names[process.pid]: process for process in supervisor.children()}
    return {"start": start, "supervisor": supervisor, **programs}


def total(taken: Sample) -> Memory:
    """The whole tree."""
    return sum(taken.values(), Memory())


@contextmanager
def peak(site: Site) -> Iterator[Sample]:
    """Sample while the context lasts; what it gives holds the largest sample once the context has ended."""
    largest: Sample = {}
    over = threading.Event()

    def keep_sampling() -> None:
        while not over.wait(SECONDS_BETWEEN_SAMPLES):
            taken = sample(site)
            if total(taken).pss > total(largest).pss:
                largest.update(taken)

    thread = threading.Thread(target=keep_sampling)
    thread.start()
    try:
        yield largest
    finally:
        over.set()
        thread.join()


def run(site: Site, at_rest: Sample, busy: Callable[[], object]) -> None:
    """Print the memory of the tree as it was `at_rest`, and the most of it while `busy` runs."""
    with peak(site) as largest:
        busy()
    report.heading("Memory of the whole tree, PSS: at rest, and the most while busy")
    for name, held in at_rest.items():
        _print(f"{name} ({held.processes})", held, largest.get(name, Memory()))
    _print("all", total(at_rest), total(largest))


def _print(name: str, at_rest: Memory, most: Memory) -> None:
    rss = f"RSS {at_rest.rss / MEGABYTE:.1f}, {most.rss / MEGABYTE:.1f}"
    report.memory(name, at_rest.pss / MEGABYTE, most.pss / MEGABYTE, rss)


def _programs(log: Path) -> dict[int, str]:
    """The name of each program that supervisord has started, by its process id."""
    return {int(found["pid"]): found["name"] for found in SPAWNED.finditer(log.read_text())}


def _of(process: psutil.Process) -> Memory:
    with suppress(psutil.NoSuchProcess):  # a child that has just ended
        held = process.memory_full_info()
        return Memory(held.pss, held.rss, processes=1)
    return Memory()
