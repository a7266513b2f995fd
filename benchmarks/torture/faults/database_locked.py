"""SQLite: many learners at the same moment; then another process has the lock, for a while and for longer."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.conf import settings

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.away import finding_of, learn_meanwhile
from benchmarks.torture.learning.complaints import complaints
from tests.site import Site, running_site

MANY, FEW = 64, 12
LOCKED_S = 5


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """64 learners; then locks of 5 s and of 4 s longer than anybody waits. Small: of 5 s only, for 12."""
    people = FEW if small else MANY
    too_long = settings.DATABASES["default"]["OPTIONS"]["timeout"] + 4
    # A worker says of a task that it is tried again, which is no warning.
    with running_site(folder / "var", LOG_LEVEL="INFO") as site:
        yield _learn(site, MANY, "SQLite, many at once", "", lambda: None)
        for seconds in (LOCKED_S,) if small else (LOCKED_S, too_long):
            yield _learn(
                site,
                people,
                f"SQLite locked, {seconds} s",
                f"; another process holds BEGIN EXCLUSIVE for {seconds} s",
                partial(_lock, folder / "var" / "site.sqlite3", seconds),
                refusals=seconds > LOCKED_S,
            )


def _learn(
    site: Site, people: int, fault: str, harm: str, do_it: Callable[[], None], *, refusals: bool = False
) -> Finding:
    """The logs must tell the same: also a worker's, which tries again by itself."""
    before = complaints(site.data_dir)
    stay = learn_meanwhile(site, people, do_it)
    finding = finding_of(stay, fault, f"{people} learners at 2 web servers{harm}", refusals=refusals)
    found = complaints(site.data_dir) - before
    return replace(
        finding,
        seen=f"{finding.seen}; the logs say {found} times that the database was locked",
        held=finding.held and bool(found) is refusals,
    )


def _lock(database: Path, seconds: float) -> None:
    somebody = sqlite3.connect(database, timeout=30, isolation_level=None)
    somebody.execute("BEGIN EXCLUSIVE")
    time.sleep(seconds)
    somebody.execute("ROLLBACK")
    somebody.close()
