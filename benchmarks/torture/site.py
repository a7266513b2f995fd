"""The site that is tortured: a whole `make start`, which can be killed and started again where it was."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lending import lend
from tests.site import READY, free_port, start_site


class Tortured:
    """`url` stays the same over restarts."""

    def __init__(self, data_dir: Path, environment: dict[str, str]) -> None:
        self.data_dir = data_dir
        self._port = free_port()
        self._environment = environment | {"PORT": str(self._port)}
        if database := os.environ.get("DATABASE_URL"):
            self._environment["DATABASE_URL"] = database
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        """Of `make start` itself."""
        assert self._process is not None  # noqa: S101  for the type checker: it was started
        return self._process.pid

    def start(self) -> None:
        """Returns when every part answers. Raises RuntimeError."""
        lend(self.data_dir)
        self._process = start_site(self.data_dir, **self._environment)
        assert self._process.stdout is not None  # noqa: S101  for the type checker: it is a pipe
        if not self._process.stdout.readline().startswith(READY):
            raise RuntimeError(f"the site did not start: {self._process.communicate(timeout=60)}")

    def end(self) -> None:
        """In order; also where it was killed before."""
        if self._process:
            self._process.terminate()
            self._process.communicate(timeout=60)


@contextmanager
def tortured_site(data_dir: Path, **environment: str) -> Iterator[Tortured]:
    """One that is ready. Its database is the one that DATABASE_URL names, or an SQLite file of its own."""
    site = Tortured(data_dir, environment)
    try:
        site.start()
        yield site
    finally:
        site.end()
