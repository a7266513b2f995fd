"""Running supervisord, so that no process outlives us."""

import os
import signal
import subprocess
import sys
from configparser import ConfigParser
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import IO, Self

from config.processes.folders import Folders
from config.processes.tied import end_with_parent

SECONDS_TO_STOP = 40


class Supervisor:
    """supervisord with a tree of programs; leaving the context ends every one of them.

    `lock` is the checkout's: supervisord holds it, too, until its tree has ended, even where we are killed.
    """

    def __init__(self, configuration: ConfigParser, folders: Folders, *, lock: IO[str]) -> None:
        self._lock = lock
        self._file = folders.run / "supervisor.conf"
        with self._file.open("w") as file:
            configuration.write(file)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "supervisor.supervisord", "--configuration", str(self._file)],
            stdin=self._lock,  # it closes whatever else it inherits, and reads none of this
            start_new_session=True,  # the terminal's Ctrl-C is for us; we end the tree in order
            preexec_fn=partial(end_with_parent, signal.SIGTERM),  # noqa: PLW1509  it ends the tree in order
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
        self._file.unlink(missing_ok=True)

    def running(self) -> bool:
        """Whether supervisord is still there."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Return when supervisord has ended."""
        self._process.wait()
