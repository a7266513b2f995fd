"""A PostgreSQL cluster of an ordeal's own, really restarted. It listens on a socket in its folder."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tests.postgres import programs

# What `faults.FAULTS` says of an ordeal on such a cluster.
NEEDS = {"DATABASE_URL": "postgres:///postgres?user=postgres&host={folder}/cluster"}
SECONDS = "30"
SETTINGS = {"listen_addresses": "", "max_connections": "200", "fsync": "off"}  # nobody cuts the power


class NoPostgreSQL(Exception):
    """There is no PostgreSQL server here (Debian: apt install postgresql)."""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    folder: Path
    programs: Path

    def restart(self, mode: Literal["fast", "immediate"]) -> None:
        """End it, also amid transactions, and start it again; returns when it takes connections."""
        self._control("restart", "-m", mode)

    def start(self) -> None:
        self._control("start")

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def _control(self, *words: str) -> None:
        command = (self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-t", SECONDS)
        log = ("-l", str(self.folder / "log")) if words[0] != "stop" else ()
        subprocess.run((*command, *log, *words), **owner(self.folder), stdout=subprocess.DEVNULL, check=True)


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """One under `folder`/cluster. Raises NoPostgreSQL."""
    found = programs()
    if found is None:
        raise NoPostgreSQL(NoPostgreSQL.__doc__)
    home = folder / "cluster"
    home.mkdir()
    _let_through(home)
    initdb = (found / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
    subprocess.run(initdb, **owner(home), stdout=subprocess.DEVNULL, check=True)
    own = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
    with (home / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write(f"{own}unix_socket_directories = '{home}'\n")
    cluster = Cluster(home, found)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


def owner(folder: Path) -> dict[str, Any]:
    """As whom the server runs: it refuses to be root."""
    return {"cwd": folder, **({} if os.geteuid() else {"user": "postgres", "group": "postgres"})}


def _let_through(home: Path) -> None:
    """The server's user must come into its folder, which lies in others of ours."""
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
        for parent in list(home.parents)[:2]:
            parent.chmod(parent.stat().st_mode | 0o011)
