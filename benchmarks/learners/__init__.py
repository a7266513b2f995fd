"""500 learners who answer at once, on a real site: how fast, and whether each answer is there afterwards."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import databases, report
from benchmarks.memory import programs_of
from benchmarks.processor import spent
from tests.site import running_site

LEARNERS = 500
SECONDS = 170
# Web processes and threads of each: what a start has, more threads, and a process for each of two cores.
SERVERS = ((1, 8), (1, 32), (2, 8))


def run(folder: Path, servers: tuple[tuple[int, int], ...] = SERVERS, learners: int = LEARNERS) -> None:
    """Print the figures of each server on SQLite, and on PostgreSQL where one answers."""
    for name, url in databases.there():
        for processes, threads in servers:
            report.heading(
                f"{learners} learners answer at once: {name}, {processes} web processes x {threads} threads"
            )
            with databases.emptied(url):
                _print(_figures(folder / f"{name}-{processes}-{threads}", url, processes, threads, learners))


def _figures(folder: Path, url: str, processes: int, threads: int, learners: int) -> dict[str, Any]:
    """What the clients measured, what the server took, and what the database holds."""
    environment = {
        "DEBUG": "0",
        "SECRET_KEY": "only-for-this-benchmark-0123456789abcdef",
        "WEB_PROCESSES": str(processes),
        "WEB_THREADS": str(threads),
        **({"DATABASE_URL": url} if url else {}),
    }
    with running_site(folder, **environment) as site:
        told: dict[str, Any] = {}

        def play() -> None:
            told.update(_told("benchmarks.learners.clients", site.url, str(learners), environment=os.environ))

        told["server_ms"] = spent(programs_of(site)["web"], play)
        told["kept"] = _told(
            "benchmarks.learners.kept",
            environment={
                **os.environ,
                **environment,
                "DATA_DIR": str(folder),
                "DJANGO_SETTINGS_MODULE": "config.settings",
            },
        )
    return told


def _told(module: str, *arguments: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """What a process of its own says, as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr.decode()[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def lost_of(acknowledged: Mapping[str, int], kept: Mapping[str, int]) -> int:
    """By attempt: how many answers the site said it had, and has not."""
    return sum(max(0, count - kept.get(attempt, 0)) for attempt, count in acknowledged.items())


def _print(told: Mapping[str, Any]) -> None:
    answers, kept = told["acknowledged"], told["kept"]
    lost = lost_of(told["by_attempt"], kept["answers"])
    report.text("answers acknowledged, in seconds", f"{answers} in {told['seconds']:.1f} s")
    report.text(
        "answers each second; requests each second",
        f"{answers / told['seconds']:.0f}; {told['requests'] / told['seconds']:.0f}",
    )
    report.line(
        "an answer: median",
        told["median_ms"],
        f"p95 {told['p95_ms']:.0f} ms, slowest {told['most_ms']:.0f} ms",
    )
    report.text("refused or failed; sent again on a new connection", f"{told['errors']}; {told['again']}")
    report.text(
        "lost; counted twice; answers without evidence",
        f"{lost}; {kept['twice']}; {kept['without_evidence']}",
    )
    report.line(
        "processor time of the web server for an answer",
        told["server_ms"] / answers,
        "with its question and its feedback",
    )
    report.text("the clients' processor time", f"{told['client_cpu_s']:.1f} s of {told['seconds']:.1f} s")
