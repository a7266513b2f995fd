"""kill -9 at a named step: of the process that is there, of its whole worker, or of the whole host."""

import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.torture.workers.steps import ALL, Step


@dataclass(frozen=True)
class Reached:
    """Who has stopped at a step: his process id, and that of his worker's main process."""

    step: Step
    process: int
    main: int


class Stops:
    """The folder through which an ordeal and `stops` speak with each other."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "stops"

    def arm(self, *steps: Step) -> None:
        """The next who comes to each of them stops there."""
        self._folder.mkdir(exist_ok=True)
        for step in steps:
            (self._folder / f"armed-{ALL.index(step)}").touch()

    def armed(self) -> list[Step]:
        """Where nobody has come yet."""
        return [step for number, step in enumerate(ALL) if (self._folder / f"armed-{number}").exists()]

    def next_reached(self) -> Reached | None:
        """Somebody who has stopped and was not told of before."""
        for number, step in enumerate(ALL):
            with suppress(FileNotFoundError):
                path = self._folder / f"reached-{number}"
                who = json.loads(path.read_text())
                path.unlink()
                return Reached(step, who["process"], who["main"])
        return None


Kill = Callable[[Reached], None]


def kill_process(who: Reached) -> None:
    os.kill(who.process, signal.SIGKILL)


def kill_worker(who: Reached) -> None:
    """Its main process; those of its pool end with it."""
    os.kill(who.main, signal.SIGKILL)


def kill_host(start: int) -> None:
    """Whatever that `make start` has begun. They all stop first, so that none can bring another back."""
    process = psutil.Process(start)
    everybody = [process, *process.children(recursive=True)]
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for one in everybody:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(number)
    psutil.wait_procs(everybody, timeout=10)
