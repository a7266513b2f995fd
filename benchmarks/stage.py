"""The stage under load: both lanes at 1, 8 and 30 users with the bystander; the site's own page meanwhile."""

import re
import time
from collections.abc import Mapping
from http import HTTPStatus
from statistics import median
from typing import Any

import httpx

from benchmarks import report
from benchmarks.sampling import timed
from benchmarks.visitor import Visitor
from demos.stage.models import LoadTest

PAGE = "/demos/stage/"
LESSON = "/learn/why-background-tasks-matter/"
USERS = (1, 8, 30)
MAIL_DELAY_MS = 800
CROWD = 100
IDLE_ROUNDS = 60
SECONDS_TO_PLAY = 240
SECONDS_BETWEEN_LOOKS = 0.2


def run(visitor: Visitor) -> None:
    """Print the median waits and how they compare, then the lesson during a blocking load of 100 users."""
    for users in USERS:
        _print(users, play(visitor, users, "both"))
    _print_lesson(visitor)


def _print(users: int, record: Mapping[str, Any]) -> None:
    figures, lanes = record["figures"], {lane["lane"]: lane for lane in record["recording"]["lanes"]}
    machine = record["machine"]
    report.heading(
        f"The stage, {users} users at once: {machine['slots']} slots, {machine['workers']} workers, "
        f"mail delay {MAIL_DELAY_MS} ms (simulated)"
    )
    for lane in ("blocking", "background"):
        report.line(f"{lane}: p50 wait", figures[lane]["p50_ms"], _beside(figures[lane]))
        report.line(f"{lane}: the bystander, median", median(look["took"] for look in lanes[lane]["looks"]))
    report.line("the bystander before anybody came", median(lanes["blocking"]["idle"]))
    report.line("background: until the queue was empty", figures["background"]["queue_empty_ms"] or 0.0)
    report.ratio(
        "blocking / background, p50", figures["blocking"]["p50_ms"] / figures["background"]["p50_ms"]
    )


def _beside(figures: Mapping[str, Any]) -> str:
    return f"p95 {figures['p95_ms']:.0f} ms, {figures['served']} of {figures['users']} served"


def _print_lesson(visitor: Visitor) -> None:
    """On the site itself, one visitor, keep-alive."""
    visitor.get(LESSON)
    idle = [timed(lambda: visitor.get(LESSON)) for _ in range(IDLE_ROUNDS)]
    test = _begun(visitor, CROWD, "blocking")
    loaded: list[float] = []
    while _is_on(test):
        loaded.append(timed(lambda: visitor.get(LESSON)))
        time.sleep(SECONDS_BETWEEN_LOOKS)
    served = _record(visitor, test)["figures"]["blocking"]["served"]
    report.heading(
        f"A lesson of the site while {CROWD} users upload to the stage, blocking ({served} served)"
    )
    report.line("idle, median", median(idle))
    report.line(f"during the load, median of {len(loaded)}", median(loaded))
    report.ratio("during / idle", median(loaded) / median(idle), "aim: at most 3")


def play(visitor: Visitor, users: int, lane: str) -> Mapping[str, Any]:
    """Let them go; the record, once it is over. Raises RuntimeError where it did not end well."""
    test, limit = _begun(visitor, users, lane), time.monotonic() + SECONDS_TO_PLAY
    while _is_on(test) and time.monotonic() < limit:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    record = _record(visitor, test)
    if record["state"] != "done":
        raise RuntimeError(f"the load test is {record['state']}: {record['failure']}")
    return record


def _begun(visitor: Visitor, users: int, lane: str) -> str:
    """Its id, from the page that shows it. What a test before has left may still be being cleared away."""
    visitor.get(PAGE)
    limit = time.monotonic() + SECONDS_TO_PLAY
    asked = {"users": str(users), "lane": lane, "mail_delay_ms": str(MAIL_DELAY_MS)}
    while _is_taken(visitor, asked):
        if time.monotonic() > limit:
            raise RuntimeError("the stage is never free")
        time.sleep(SECONDS_BETWEEN_LOOKS)
    found = re.search(r"live/\?test=([0-9a-f-]{36})", visitor.get(PAGE).text)
    if found is None:
        raise RuntimeError("the test does not show on the page")
    return found[1]


def _is_taken(visitor: Visitor, asked: Mapping[str, str]) -> bool:
    try:
        visitor.post(f"{PAGE}start/", asked)
    except httpx.HTTPStatusError as error:
        if error.response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            raise
        return True
    return False


def _is_on(test: str) -> bool:
    """Looked up beside the site: whoever downloads a record again and again is asked to wait."""
    return LoadTest.objects.get(pk=test).is_active


def _record(visitor: Visitor, test: str) -> dict[str, Any]:
    record: dict[str, Any] = visitor.get(f"{PAGE}{test}/json/").json()
    return record
