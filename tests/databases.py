"""Databases of running sites: SQLite files, or PostgreSQL where DATABASE_URL lets the suite run on it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from tests.lending import migrations, only_one, prepare
from tests.postgres import EMPTY, exists, new_database, rename


@contextmanager
def own_database(*, empty: bool = False) -> Iterator[dict[str, str]]:
    """The environment that gives a site a new PostgreSQL database until the context ends; {} on SQLite.

    `empty`: without tables, which are else lent to it.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    with new_database(url, like=EMPTY if empty else _with_tables(url)) as own:
        yield {"DATABASE_URL": own}


def _with_tables(server: str) -> str:
    """The name of a database there whose tables are made, and empty."""
    name = f"lent_{migrations()}"
    with only_one("lent-on-postgresql"):
        if not exists(server, name):
            with new_database(server) as fresh:
                prepare("database", DATABASE_URL=fresh)
                rename(fresh, name)
    return name


def count_rows(environment: dict[str, str], table: str, column: str, key: str) -> int:
    """How many rows of `table` have the UUID `key` there, in the database that this environment names."""
    if url := environment.get("DATABASE_URL"):
        ask = SQL("SELECT count(*) FROM {} WHERE {} = %s").format(Identifier(table), Identifier(column))
        with psycopg.connect(url) as database:
            found = database.execute(ask, [key]).fetchone()
    else:
        with closing(sqlite3.connect(Path(environment["DATA_DIR"]) / "site.sqlite3")) as file:
            question = f"SELECT count(*) FROM {table} WHERE {column} = ?"  # noqa: S608  the test's own names
            found = file.execute(question, [key.replace("-", "")]).fetchone()
    assert found is not None
    count: int = found[0]
    return count
