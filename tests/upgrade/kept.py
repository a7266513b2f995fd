"""Databases that releases have left behind, as SQL. `python -m tests.upgrade.kept` keeps this release's.

A folder for each release; in it, for each kind of database, a dump and what was said of the learner.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests import postgres
from tests.lending import ROOT
from tests.postgres import new_database, running_postgres
from tests.site import foreign_environment

FOLDER = Path(__file__).parent


def releases() -> list[str]:
    """Their versions."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / "sqlite.sql").exists())


def said_by(release: str, environment: dict[str, str]) -> Any:
    """What that release said of the learner in its database of this environment's kind."""
    return json.loads((FOLDER / release / f"{_kind(environment)}.json").read_text())


def restore(release: str, environment: dict[str, str]) -> None:
    """Fill the empty database that the environment names with what the release left in such a one."""
    dump = (FOLDER / release / f"{_kind(environment)}.sql").read_text()
    if url := environment.get("DATABASE_URL"):
        with psycopg.connect(url) as database:
            database.execute(dump.encode())
    else:
        with closing(sqlite3.connect(_file(environment))) as database:
            database.executescript(dump)


def told(act: str, environment: dict[str, str]) -> Any:
    """What the site says of the learner after `act`: "live" in an empty database, or "look"."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgrade", act],
        cwd=ROOT,
        env={**foreign_environment(), **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Live in an empty database of each kind, and keep what is there then."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    if (FOLDER / version).exists():
        sys.exit(f"{version} is kept already: raise the version in pyproject.toml first.")
    (FOLDER / version).mkdir()
    with tempfile.TemporaryDirectory() as name, running_postgres() as server, new_database(server) as url:
        for database in ({"DATABASE_URL": url}, {}):
            environment = {"REDIS_URL": "redis://127.0.0.1:1/0", "DATA_DIR": name, **database}
            said = told("live", environment)
            kind = _kind(environment)
            (FOLDER / version / f"{kind}.json").write_text(json.dumps(said, indent=1, sort_keys=True) + "\n")
            (FOLDER / version / f"{kind}.sql").write_text(_dump(environment))


def _kind(environment: dict[str, str]) -> str:
    return "postgresql" if environment.get("DATABASE_URL") else "sqlite"


def _file(environment: dict[str, str]) -> Path:
    return Path(environment["DATA_DIR"]) / "site.sqlite3"


def _dump(environment: dict[str, str]) -> str:
    if not (url := environment.get("DATABASE_URL")):
        with closing(sqlite3.connect(_file(environment))) as database:
            return "\n".join(database.iterdump()) + "\n"
    programs = postgres.programs()
    assert programs is not None
    command = (programs / "pg_dump", "--no-owner", "--rows-per-insert=100", url)
    dump = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # Without what only psql, or only a server of that version understands.
    orders = (line for line in dump.splitlines() if line and not line.startswith(("\\", "--", "SET ")))
    return "".join(f"{order}\n" for order in orders)


if __name__ == "__main__":
    main()
