"""A PostgreSQL server of the tests' own. `python -m tests.postgres COMMAND` runs a command on one."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

from config.processes.ports import free_ports

NAME = "PostgreSQL server"
DEBIAN = Path("/usr/lib/postgresql")
SECONDS_TO_START = 30
EMPTY = "template1"  # what PostgreSQL makes new databases like
# What is in it is thrown away, so nothing waits for a disk; every site of the suite keeps its connections.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "400",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`: on PATH, or the newest of Debian's; None where there is none."""
    newest_first = sorted(DEBIAN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, newest_first)])
    found = shutil.which("initdb", path=path)
    return Path(found).resolve().parent if found else None


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of its database `postgres`. The server and all that it holds are gone when the context ends."""
    found = programs()
    assert found is not None, f"no {NAME} here"
    with tempfile.TemporaryDirectory(prefix="tests-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        owner = _owner(folder)
        data = folder / "data"
        initdb = (found / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        subprocess.run(initdb, **owner, stdout=subprocess.DEVNULL, check=True)
        [port] = free_ports(1)
        options = [f"--{name}={value}" for name, value in {**SETTINGS, "port": port}.items()]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                (found / "postgres", "-D", data, *options), **owner, stdout=log, stderr=log
            )
        try:
            url = f"postgres://postgres@127.0.0.1:{port}/postgres"
            _wait_for(url, server, folder / "log")
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # at once, whoever is connected
            server.wait(SECONDS_TO_START)


@contextmanager
def new_database(server: str, *, like: str = EMPTY) -> Iterator[str]:
    """The URL of a new database beside the one in the URL `server`; dropped at the end, in use or not.

    It is empty, or a copy of the one named `like`, to which nobody may be connected.
    """
    name = f"site_{secrets.token_hex(6)}"
    _tell(server, SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(like)))
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        _tell(server, SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def exists(server: str, name: str) -> bool:
    """Whether there is a database of that name."""
    return _tell(server, SQL("SELECT FROM pg_database WHERE datname = {}").format(Literal(name))) > 0


def rename(database: str, name: str) -> None:
    """Give the database of this URL, which nobody uses now, another name."""
    old = urlsplit(database).path.strip("/")
    _tell(database, SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(old), Identifier(name)))


def _tell(server: str, order: Composed) -> int:
    """How many rows the answer has."""
    beside = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(beside, autocommit=True) as connection:
        return connection.execute(order).rowcount


def _owner(folder: Path) -> dict[str, Any]:
    """As whom a server runs that keeps its files in `folder`: it refuses to be root."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    shutil.chown(folder, "postgres", "postgres")
    return {"cwd": folder, "user": "postgres", "group": "postgres", "extra_groups": []}


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > limit:
                raise AssertionError(f"PostgreSQL did not start:\n{log.read_text()[-3000:]}") from None
            time.sleep(0.05)
        else:
            return


def main() -> None:
    """Run the command with DATABASE_URL naming a server that lives as long; end with its status."""
    if programs() is None:
        print(f"NO {NAME.upper()} FOUND: the suite did not run on PostgreSQL. Debian: apt install postgresql")
        sys.exit(os.environ.get("REQUIRE_SERVERS") == "1")
    signal.signal(signal.SIGTERM, _end)
    with running_postgres() as url:
        done = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False)
    sys.exit(done.returncode)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
