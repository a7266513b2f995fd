"""A whole running site for tests: the very processes that `make start` runs, in a folder of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.processes.ports import free_ports
from tests.databases import own_database
from tests.lending import ROOT, lend

READY = "Behind the Scenes is ready at "
# What a developer's shell may hold and a fresh start must not see.
OURS = (
    "DEBUG",
    "SECRET_KEY",
    "PUBLIC_HOST",
    "HSTS_SUBDOMAINS",
    "HOST",
    "WEB_PROCESSES",
    "JOIN_HOST",
    "REDIS_URL",
    "DATABASE_URL",
    "STORAGE_URL",
    "BUILT_DIR",
    "CONTENT_DIR",
    "MAIL_SINK_PORT",
    "EMAIL_URL",
    "EMAIL_FROM",
    "EMAIL_VERIFICATION",
    "LOG_FORMAT",
    "METRICS_TOKEN",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "SENTRY_DSN",
    "STAGE",
    "STAGE_HOST",
    "STAGE_PORT",
    "STAGE_URL",
)


@dataclass(frozen=True)
class Site:
    """`url` has no slash at its end; `process` is the one that `make start` would run.

    Any other program that is to see the same site needs its `environment`.
    """

    url: str
    data_dir: Path
    process: subprocess.Popen[str]
    first_line: str
    environment: dict[str, str]


def foreign_environment() -> dict[str, str]:
    """The environment of this process without any setting of a site."""
    return {name: value for name, value in os.environ.items() if name not in OURS}


def start_site(data_dir: Path, **environment: str) -> subprocess.Popen[str]:
    """Begin a start under DATA_DIR `data_dir`; the caller waits for its line and ends it."""
    return subprocess.Popen(
        [sys.executable, "-m", "config.processes.start"],
        cwd=ROOT,
        env={**foreign_environment(), "DATA_DIR": str(data_dir), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def running_site(data_dir: Path, **environment: str) -> Iterator[Site]:
    """A site that is ready; it has ended, with all its processes, when the context has.

    Where the suite runs on PostgreSQL it has a database of its own there, else an SQLite file in `data_dir`.
    """
    lend(data_dir)
    with own_database() as database:
        own = {"DATA_DIR": str(data_dir), **database, **environment}
        port = free_port()
        process = start_site(data_dir, **own, PORT=str(port))
        try:
            line = _first_line(process, data_dir)
            yield Site(f"http://127.0.0.1:{port}", data_dir, process, line, own)
        finally:
            process.terminate()
            process.communicate(timeout=60)


def _first_line(process: subprocess.Popen[str], data_dir: Path) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line.startswith(READY):
        process.wait(60)
        logs = "\n".join(
            f"{log.name}:\n{log.read_text()[-3000:]}" for log in sorted(data_dir.glob("log/*.log"))
        )
        raise AssertionError(f"the site did not start: {line} {process.communicate()}\n{logs}")
    return line


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    [port] = free_ports(1)
    return port
