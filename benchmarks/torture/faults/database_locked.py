"""SQLite: many learners at the same moment; then another process has the lock, for a while and for longer."""

import sqlite3
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.away import finding_of, learn_meanwhile
from tests.site import running_site

LOCKED_S = 5


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """64 learners, then locks of 5 s and of 4 s longer than anybody waits; small: 12, and 5 s only."""
    people = 12 if small else 64
    too_long = settings.DATABASES["default"]["OPTIONS"]["timeout"] + 4
    with running_site(folder / "var") as site:
        if not small:
            stay = learn_meanwhile(site, people, lambda: None)
            yield finding_of(
                stay, "SQLite, many at once", f"{people} learners at 2 web servers", refusals=False
            )
        for seconds in (LOCKED_S,) if small else (LOCKED_S, too_long):
            stay = learn_meanwhile(site, people, partial(_lock, folder / "var" / "site.sqlite3", seconds))
            yield finding_of(
                stay,
                f"SQLite locked, {seconds} s",
                f"{people} learners at 2 web servers; another process holds BEGIN EXCLUSIVE for {seconds} s",
                refusals=seconds > LOCKED_S,
            )


def _lock(database: Path, seconds: float) -> None:
    somebody = sqlite3.connect(database, timeout=30, isolation_level=None)
    somebody.execute("BEGIN EXCLUSIVE")
    time.sleep(seconds)
    somebody.execute("ROLLBACK")
    somebody.close()
