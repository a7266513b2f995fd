"""PostgreSQL is restarted under learners who work, kindly and at once; then somebody locks a table."""

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
from django.db import connection

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.away import finding_of, learn_meanwhile
from benchmarks.torture.postgresql import Cluster, running_cluster
from tests.site import running_site

SECONDS_BETWEEN = 2
LOCKED_S = 5
LOCKED = "LOCK TABLE quizzes_answer, learners_evidence, demos_span IN ACCESS EXCLUSIVE MODE"


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """30 learners and 3 restarts of each kind; small: 6 learners and 1 of each. Then a lock of 5 s."""
    people, times = (6, 1) if small else (30, 3)
    url = os.environ["DATABASE_URL"]
    with running_cluster(folder) as cluster, running_site(folder / "var", DATABASE_URL=url) as site:
        stay = learn_meanwhile(site, people, partial(_restart, cluster, times))
        yield finding_of(
            stay,
            "PostgreSQL restarted",
            f"{people} learners at 2 web servers; {times} x pg_ctl restart -m fast, {times} x -m immediate",
        )
        stay = learn_meanwhile(site, people, partial(_lock, f"host={cluster.folder} user=postgres"))
        yield finding_of(
            stay,
            "PostgreSQL locked",
            f"{people} learners; three tables locked by somebody else for {LOCKED_S} s",
            refusals=False,
        )


def _restart(cluster: Cluster, times: int) -> None:
    for _ in range(times):
        time.sleep(SECONDS_BETWEEN)
        cluster.restart("fast")
        time.sleep(SECONDS_BETWEEN)
        cluster.restart("immediate")
    connection.close()


def _lock(server: str) -> None:
    with psycopg.connect(f"{server} dbname=postgres") as somebody:
        somebody.execute(LOCKED)
        time.sleep(LOCKED_S)
