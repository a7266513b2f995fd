"""The commands for backup and restore, as docs/deploy.md has them, on the database that the suite runs on."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import psycopg
import pytest
from django.db import connection

from learners.models import Learner
from tests.lending import ROOT
from tests.postgres import new_database

COUNT = f"SELECT count(*) FROM {Learner._meta.db_table}"  # noqa: S608  our own table
MANY = 7
FOR_ROOT_ONLY = 0o700

pytestmark = pytest.mark.django_db(transaction=True)


def section(beginning: str, end: str) -> list[str]:
    """The commands of the document between these words."""
    (text,) = re.findall(
        f"^{beginning}.*?(?=^{end})", (ROOT / "docs" / "deploy.md").read_text(), re.MULTILINE | re.DOTALL
    )
    return [
        line for line in re.findall(r"^    (.+)$", text, re.MULTILINE) if not line.startswith("systemctl ")
    ]


def run(lines: list[str], places: dict[str, str], environment: dict[str, str]) -> None:
    """As one shell does that ends at the first failure, with other places and names in them."""
    script = "\n".join(lines)
    for theirs, ours in places.items():
        assert theirs in script, theirs
        script = script.replace(theirs, ours)
    assert "/backup" not in script
    assert "sudo" not in script
    subprocess.run(["bash", "-euc", script], env={**os.environ, **environment}, check=True)


def in_place_of(database: str, folder: Path) -> dict[str, str]:
    """What stands for the names in the document; the tests' user may do everything by itself."""
    return {"sudo -u behind-the-scenes ": "", "behind-the-scenes": database, "/backup": str(folder)}


def account(server: SplitResult) -> dict[str, str]:
    """What PostgreSQL's own programs read."""
    given = {"PGHOST": server.hostname, "PGUSER": server.username, "PGPASSWORD": server.password}
    return {name: value for name, value in given.items() if value} | {"PGPORT": str(server.port or 5432)}


@pytest.fixture
def learners() -> None:
    """They are committed, as those of a running site are."""
    for _ in range(MANY):
        Learner.objects.create()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the suite runs on PostgreSQL")
def test_a_copy_of_sqlite_has_everything(learners: None, tmp_path: Path) -> None:
    database, backup = str(connection.settings_dict["NAME"]), tmp_path / "copies"
    lines = [*section("All of this as root", "SQLite"), *section("SQLite, while the site runs", "and back")]
    places = {"/var/lib/behind-the-scenes/site.sqlite3": database, "/backup": str(backup)}
    with connection.cursor() as open_elsewhere:
        open_elsewhere.execute(COUNT)
        run(lines, places, {})
    assert backup.stat().st_mode & 0o777 == FOR_ROOT_ONLY
    copy = backup / "site.sqlite3"
    with closing(sqlite3.connect(copy)) as restored:
        assert restored.execute(COUNT).fetchone() == (MANY,)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{copy}", "DATA_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "manage.py", "migrate", "--check"], cwd=ROOT, env=environment, check=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the suite runs on SQLite")
@pytest.mark.skipif(not shutil.which("pg_dump"), reason="no pg_dump here")
def test_a_dump_of_postgresql_has_everything(learners: None, tmp_path: Path) -> None:
    server, dump = urlsplit(os.environ["DATABASE_URL"]), tmp_path / "site.dump"
    run(
        section("PostgreSQL, while the site runs", "and back"),
        in_place_of(str(connection.settings_dict["NAME"]), tmp_path),
        account(server),
    )
    assert not dump.stat().st_mode & 0o077
    with new_database(server.geturl()) as other:  # stands for the one that is lost
        name = urlsplit(other).path.strip("/")
        places = in_place_of(name, tmp_path)
        owner = {"-O behind-the-scenes": f"-O {server.username}", "sudo -u postgres ": ""}
        run(section("and back, into a new database", "In containers"), {**owner, **places}, account(server))
        with psycopg.connect(other) as restored:
            assert restored.execute(COUNT).fetchone() == (MANY,)
