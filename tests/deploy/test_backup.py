"""The commands for backup and restore, as docs/deploy.md has them, on the database that the suite runs on."""

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from learners.models import Learner
from tests.lending import ROOT
from tests.postgres import new_database

COUNT = f"SELECT count(*) FROM {Learner._meta.db_table}"  # noqa: S608  our own table
MANY = 7

pytestmark = pytest.mark.django_db(transaction=True)


def command(beginning: str, **places: str) -> list[str]:
    """The line of the document that begins so, with other places in it."""
    (line,) = re.findall(
        rf"^    ({re.escape(beginning)}.*)$", (ROOT / "docs" / "deploy.md").read_text(), re.MULTILINE
    )
    words = [places.get(word, word) for word in shlex.split(line.replace("$DATABASE_URL", "DATABASE_URL"))]
    return [re.sub("DATABASE_URL|/backup/site.dump", lambda found: places[found[0]], word) for word in words]


@pytest.fixture
def learners() -> None:
    """They are committed, as those of a running site are."""
    for _ in range(MANY):
        Learner.objects.create()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the suite runs on PostgreSQL")
def test_a_copy_of_sqlite_has_everything(learners: None, tmp_path: Path) -> None:
    database, copy = str(connection.settings_dict["NAME"]), tmp_path / "site.sqlite3"
    words = command(
        "python3 -c 'import sqlite3",
        **{"/var/lib/behind-the-scenes/site.sqlite3": database, "/backup/site.sqlite3": str(copy)},
    )
    with connection.cursor() as open_elsewhere:
        open_elsewhere.execute(COUNT)
        subprocess.run([sys.executable, *words[1:]], check=True)
    with closing(sqlite3.connect(copy)) as restored:
        assert restored.execute(COUNT).fetchone() == (MANY,)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{copy}", "DATA_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "manage.py", "migrate", "--check"], cwd=ROOT, env=environment, check=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the suite runs on SQLite")
@pytest.mark.skipif(not shutil.which("pg_dump"), reason="no pg_dump here")
def test_a_dump_of_postgresql_has_everything(learners: None, tmp_path: Path) -> None:
    url, dump = os.environ["DATABASE_URL"], str(tmp_path / "site.dump")
    source = urlunsplit(urlsplit(url)._replace(path=f"/{settings.DATABASES['default']['NAME']}"))
    subprocess.run(command("pg_dump", **{"DATABASE_URL": source, "/backup/site.dump": dump}), check=True)
    with new_database(url) as empty:
        subprocess.run(
            command("pg_restore", **{"DATABASE_URL": empty, "/backup/site.dump": dump}), check=True
        )
        with psycopg.connect(empty) as restored:
            assert restored.execute(COUNT).fetchone() == (MANY,)
