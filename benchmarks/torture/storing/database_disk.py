"""The disk of SQLite's database is filled while people learn; then there is room again."""

import time
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus

import httpx
from django.db import connection
from django.utils import timezone

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.away import Stay, finding_of, learn_meanwhile
from benchmarks.torture.learning.learner import QUIZ
from benchmarks.torture.people import UPLOAD
from benchmarks.torture.storing.disks import Disk
from benchmarks.torture.storing.refusals import SECONDS_FOR_A_PAGE
from benchmarks.visitor import Visitor
from demos.models import Picture, Run
from demos.requeueing import ABANDONED_AFTER, requeue
from demos.runs import UNFINISHED
from demos.upload.imaging import SIZES
from demos.upload.tasks import TASKS
from tests.demos.waiting import wait_until
from tests.site import Site

PAGES = ("/", "/quizzes/", "/learn/", "/demos/upload/")
REFUSED = '"database_away"'  # what JSON calls it, so that a 503 for another reason is not taken for this one
SECONDS_TO_NOTICE, SECONDS_FULL = 30, 3
SECONDS_TO_FINISH = 120


@dataclass
class Look:
    """What somebody saw meanwhile: quizzes that could not be begun, pages, and the slowest of these."""

    refused: int = 0
    begun: int = 0
    pages: int = 0
    slowest: float = 0.0

    def __str__(self) -> str:
        quizzes = f"{self.refused} of {self.refused + self.begun} quizzes could not be begun"
        return f"{quizzes}, {self.pages} pages came within {self.slowest:.1f} s"


def fill_below_database(site: Site, disk: Disk, *, people: int) -> Finding:
    """For some seconds nothing can be written, while so many people learn and upload."""
    look = Look()
    stay = learn_meanwhile(site, people, partial(_fill, site.url, disk, look))
    left = _finish_what_is_left()
    finding = finding_of(
        stay,
        "disk full below the database",
        f"{people} learners at 2 web servers; SQLite's disk full for {SECONDS_FULL} s",
        refusals=True,
    )
    seen = (
        f"{finding.seen}; while it was full {look}; {left} uploads refused half-way were done by the "
        "housekeeping"
    )
    in_time = look.pages > 0 and look.slowest < SECONDS_FOR_A_PAGE
    return replace(finding, seen=seen, held=finding.held and in_time and _has_all_images(stay))


def _finish_what_is_left() -> int:
    """Runs whose rows were written before the disk was full, and whose message never came into the queue.

    The housekeeping finds them two minutes later. Returns how many it has queued.
    """
    left = requeue({UPLOAD: TASKS}, timezone.now() + ABANDONED_AFTER)
    wait_until(lambda: not Run.objects.filter(status__in=UNFINISHED).exists(), SECONDS_TO_FINISH)
    return left


def _has_all_images(stay: Stay) -> bool:
    return Picture.objects.filter(run__in=stay.runs).count() == len(SIZES) * len(stay.runs)


def _fill(url: str, disk: Disk, look: Look) -> None:
    """The log of what was written last is cut first: old room in it would be written to again."""
    with Visitor(url) as visitor:
        visitor.get(QUIZ)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with disk.full():
            wait_until(lambda: _is_refused(visitor), SECONDS_TO_NOTICE)
            until = time.monotonic() + SECONDS_FULL
            while time.monotonic() < until:
                _try_and_look(visitor, look)


def _try_and_look(visitor: Visitor, look: Look) -> None:
    if _is_refused(visitor):
        look.refused += 1
    else:
        look.begun += 1
    for page in PAGES:
        began = time.monotonic()
        visitor.get(page)
        look.pages += 1
        look.slowest = max(look.slowest, time.monotonic() - began)


def _is_refused(visitor: Visitor) -> bool:
    """Whether no quiz can be begun, because of the database. Raises httpx.HTTPStatusError for all else."""
    try:
        visitor.post(QUIZ, {"mode": "practice"}, json=True)
    except httpx.HTTPStatusError as error:
        if error.response.status_code == HTTPStatus.SERVICE_UNAVAILABLE and REFUSED in error.response.text:
            return True
        raise
    return False
