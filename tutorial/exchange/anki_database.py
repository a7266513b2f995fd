"""A foreign SQLite database is input like any other: opened as https://sqlite.org/security.html advises."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

LONGEST_VALUE = 5_000_000  # bytes
LONGEST_READING = 20.0  # seconds
_STEPS = 1_000  # of SQLite's machine between two looks at the clock: one may build a whole value
_COMPUTES = """
    SELECT name FROM sqlite_master AS it WHERE type NOT IN ('table', 'index')
    OR (type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_xinfo(it.name) WHERE hidden > 0))
"""


@contextmanager
def opened(database: bytes) -> Iterator[sqlite3.Connection]:
    """In memory, read only, and for a while only; sqlite3.Error if it is broken, or computes what it holds.

    So no more can be read from it than the bytes it has, however often.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_without_log(database))
        connection.create_collation("unicase", _compare_without_case)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        last = time.monotonic() + LONGEST_READING
        connection.set_progress_handler(lambda: time.monotonic() > last, _STEPS)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {setting}")
        _check(connection)
        connection.row_factory = sqlite3.Row
        yield connection


def has_table(connection: sqlite3.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return found.fetchone() is not None


def _check(connection: sqlite3.Connection) -> None:
    """Anki has no views, triggers, virtual tables or generated columns; and a page belongs to one table."""
    computing = connection.execute(_COMPUTES).fetchone()
    if computing:
        raise sqlite3.DatabaseError(f"{computing[0]} is no plain table")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)


def _without_log(database: bytes) -> bytes:
    """The same with bytes 18 and 19 saying that there is no log beside it (https://sqlite.org/fileformat.html)."""
    return database[:18] + b"\x01\x01" + database[20:]


def _compare_without_case(one: str, other: str) -> int:
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())
