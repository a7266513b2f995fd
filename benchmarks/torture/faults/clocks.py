"""A worker on a machine whose clock is five seconds behind the web server's, or ahead of it."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.webs import second_web
from benchmarks.visitor import Visitor
from tests.site import running_site

OFFSETS = ("-5", "+5")  # seconds
PHOTO = {"sample": "lighthouse", "megapixels": "2", "mail_delay_ms": "300"}
SECONDS_TO_FINISH = 30
TOLERANCE_S = 0.5  # of what is said at the least: a run's first task waits for a moment


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """One run for each direction; small: the same. The workers' clocks are off, the web server's is not."""
    for offset in OFFSETS:
        shifted = {"DJANGO_SETTINGS_MODULE": "benchmarks.torture.another_clock", "CLOCK_OFFSET_S": offset}
        with (
            running_site(folder / "var", **shifted) as site,
            second_web(site) as url,
            Visitor(url) as visitor,
        ):
            visitor.get("/demos/upload/")
            yield _run(visitor, offset)


def _run(visitor: Visitor, offset: str) -> Finding:
    run = visitor.post("/demos/upload/background/", PHOTO, json=True).json()["id"]
    page, report = _when_done(visitor, run)
    said = re.search(r"“[^”]+” is at least ([\d.]+) s (behind|ahead of) the web", page)
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
