"""Tables, their columns and rows, as the database itself tells them: SQLite's or PostgreSQL's."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.string import TextLoader

ON_POSTGRESQL = """
    SELECT table_name, column_name, is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY ordinal_position
"""
ON_SQLITE = """
    SELECT tables.name, columns.name, columns."notnull" AND columns.dflt_value IS NULL AND NOT columns.pk
    FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' ORDER BY columns.cid
"""


@dataclass(frozen=True)
class Table:
    """`needed` are the columns that each INSERT must name."""

    columns: tuple[str, ...]
    needed: frozenset[str]


@contextmanager
def opened(environment: Mapping[str, str]) -> Iterator[Any]:
    """A connection to the database that the environment names. What is not committed is taken back."""
    if url := environment.get("DATABASE_URL"):
        with closing(psycopg.connect(url)) as connection:
            connection.adapters.register_loader("jsonb", TextLoader)  # as written
            yield connection
    else:
        with closing(sqlite3.connect(Path(environment["DATA_DIR"]) / "site.sqlite3")) as file:
            yield file


def tables(database: Any) -> dict[str, Table]:
    """All of them, by name."""
    columns: dict[str, dict[str, bool]] = {}
    for table, column, needed in database.execute(_for(database, ON_SQLITE, ON_POSTGRESQL)):
        columns.setdefault(table, {})[column] = bool(needed)
    return {
        name: Table(tuple(each), frozenset(column for column, needed in each.items() if needed))
        for name, each in columns.items()
    }


def rows(database: Any, name: str, table: Table) -> list[Sequence[Any]]:
    """Every row of a table."""
    found: list[Sequence[Any]] = database.execute(
        f'SELECT {_named(table)} FROM "{name}"'  # noqa: S608  names that the database told
    ).fetchall()
    return found


def empty(database: Any, names: Sequence[str]) -> None:
    """Take all rows out of these tables, and of those that refer to them."""
    listed = [f'"{name}"' for name in names]
    for each in _for(database, listed, [f"{', '.join(listed)} CASCADE"]):
        database.execute(_for(database, f"DELETE FROM {each}", f"TRUNCATE {each}"))  # noqa: S608


def insert(database: Any, name: str, table: Table, row: Sequence[Any]) -> None:
    """As a program does that knows just these columns."""
    places = ", ".join([_for(database, "?", "%s")] * len(row))
    database.execute(f'INSERT INTO "{name}" ({_named(table)}) VALUES ({places})', row)  # noqa: S608


def _named(table: Table) -> str:
    return ", ".join(f'"{column}"' for column in table.columns)


def _for(database: Any, sqlite: Any, postgresql: Any) -> Any:
    return sqlite if isinstance(database, sqlite3.Connection) else postgresql
