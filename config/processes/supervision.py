"""Running supervisord, so that no process outlives us."""

import ctypes
import os
import signal
import subprocess
import sys
from configparser import ConfigParser
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from config.processes.folders import Folders

SECONDS_TO_STOP = 40
PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal a process gets when its parent dies


class Supervisor:
    """supervisord with a tree of programs; leaving the context ends every one of them."""

    def __init__(self, configuration: ConfigParser, folders: Folders, leftovers: list[Path]) -> None:
        self._file = folders.run / "supervisor.conf"
        self._leftovers = [self._file, *leftovers]
        with self._file.open("w") as file:
            configuration.write(file)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "supervisor.supervisord", "--configuration", str(self._file)],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # the terminal's Ctrl-C is for us; we end the tree in order
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.running():
            self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        for path in self._leftovers:
            path.unlink(missing_ok=True)

    def running(self) -> bool:
        """Whether supervisord is still there."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Return when supervisord has ended."""
        self._process.wait()


def _end_with_parent() -> None:
    """Even where we are killed outright, supervisord gets a SIGTERM and ends the tree."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
