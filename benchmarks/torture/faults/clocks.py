"""A worker on a machine whose clock is five seconds behind the web server's, or ahead of it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.torture.finding import Finding
from benchmarks.visitor import Visitor
from demos import workers
from demos.remote_control import ask, line_to_workers
from tests.demos.waiting import wait_until
from tests.site import ROOT, Site, foreign_environment, running_site

OFFSETS = ("-5", "+5")  # seconds
HOST = "worker-2"
PHOTO = {"sample": "lighthouse", "megapixels": "2", "mail_delay_ms": "300"}
SECONDS_TO_FINISH = 30
TOLERANCE_S = 0.5  # of what is said at the least: a run's first task waits for a moment


def ordeal(folder: Path, *, small: bool = False) -> list[Finding]:
    """One run for each direction; small: the same."""
    with running_site(folder / "var") as site, Visitor(site.url) as visitor:
        visitor.get("/demos/upload/")
        return [_run(site, visitor, offset) for offset in OFFSETS]


def _run(site: Site, visitor: Visitor, offset: str) -> Finding:
    with _worker_with_another_clock(site, offset):
        run = visitor.post("/demos/upload/background/", PHOTO, json=True).json()["id"]
        page, report = _when_done(visitor, run)
    said = re.search(r"“worker-2” is at least ([\d.]+) s (behind|ahead of) the web", page)
    negative = _negative(report, page)
    true = said is not None and _is_true(float(said[1]), said[2], offset)
    return Finding(
        fault=f"clocks {offset} s apart",
        done=f"a run of 2 tasks by a worker whose clock is {offset} s off",
        seen=f"{report['status']}; {len(report['spans'])} spans, {negative} negative; the page said: "
        + (f"at least {said[1]} s {said[2]} the web server's" if said else "nothing of the clocks"),
        lost=int(report["status"] != "done"),
        twice=len(report["emails"]) - 1,
        held=true and not negative,
    )


def _when_done(visitor: Visitor, run: str) -> tuple[str, dict[str, Any]]:
    """The page and its facts at the moment when the run is over, as a browser that waits for it asks."""
    limit = time.monotonic() + SECONDS_TO_FINISH
    while True:
        page = visitor.get(f"/demos/upload/?background={run}").text
        report: dict[str, Any] = visitor.get(f"/demos/runs/{run}/", json=True).json()
        if report["status"] in {"done", "failed"} or time.monotonic() > limit:
            return page, report
        time.sleep(0.05)


def _negative(report: dict[str, Any], page: str) -> int:
    """Spans that end before they start, and widths below nothing in the picture."""
    ends: int = sum(span["end"] is not None and span["end"] < span["start"] for span in report["spans"])
    return (
        ends
        + len(re.findall(r'<(?:rect|svg)[^>]* (?:width|x)="-\d', page))
        + len(re.findall(r">-\d[\d.]* m?s<", page))
    )


def _is_true(seconds: float, way: str, offset: str) -> bool:
    """At least so much: never more than it is, and nearly all of it."""
    differ = abs(float(offset))
    right_way = way == ("behind" if offset.startswith("-") else "ahead of")
    return right_way and differ - TOLERANCE_S <= seconds <= differ + 0.01


@contextmanager
def _worker_with_another_clock(site: Site, offset: str) -> Iterator[None]:
    """It has the tasks to itself: the site's own demo worker is told to take none meanwhile."""
    own = {
        "DEBUG": "0",
        "SECRET_KEY": (site.data_dir / "secret-key").read_text(),
        "REDIS_URL": os.environ["REDIS_URL"],
        "DJANGO_SETTINGS_MODULE": "benchmarks.torture.another_clock",
        "CLOCK_OFFSET_S": offset,
    }
    command = (sys.executable, "-m", "celery", "--app", "config.celery", "--quiet", "worker")
    with (site.data_dir / "log" / "other-clock.log").open("ab") as log:
        worker = subprocess.Popen(
            (
                *command,
                "-Q",
                "demos",
                "-n",
                f"demos@{HOST}",
                "-c",
                "2",
                "--without-gossip",
                "--without-mingle",
            ),
            cwd=ROOT,
            env={**foreign_environment(), **site.environment, **own},
            stdout=log,
            stderr=log,
        )
    try:
        wait_until(lambda: f"demos@{HOST}" in workers.fresh_status().nodes, SECONDS_TO_FINISH)
        _tell_the_others("cancel_consumer")
        yield
        _tell_the_others("add_consumer")
    finally:
        worker.terminate()
        worker.wait(SECONDS_TO_FINISH)


def _tell_the_others(command: str) -> None:
    others = [node for node in workers.fresh_status().nodes if not node.endswith(f"@{HOST}")]
    with line_to_workers() as connection:
        for node in others:
            ask(connection, command, {"queue": "demos"}, expect=1, node=node)
