"""Every part is restarted, one after the other, while people use the site: as at an upgrade."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from uuid import UUID

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.kept import answered_twice, counts, half_written
from benchmarks.torture.learning.learner import Learner, Tally
from benchmarks.torture.restarting.parts import OTHERS, WEB_SERVERS, Parts, running_parts
from demos.models import Letter, Picture, Run
from demos.upload.imaging import SIZES
from tests.demos.waiting import wait_until

ROUNDS, PEOPLE = 3, 4
PAGES = ("/", "/learn/", "/quizzes/", "/progress/", "/demos/upload/")
MOST_IN_USE = ("worker-demos", "mail-sink")
SECONDS_TO_FINISH = 120


def ordeal(folder: Path, *, small: bool = False) -> Finding:
    """Small: one round, without the parts that nobody waits for."""
    tally = Tally()
    order = (*WEB_SERVERS, *MOST_IN_USE) if small else (*WEB_SERVERS, *OTHERS) * ROUNDS
    with running_parts(folder / "var") as parts:
        with _in_use(parts.url, tally) as crowd:
            began = time.monotonic()
            statuses = [_restart(parts, part) for part in order]
            took = time.monotonic() - began
        parts.wait_until_ready()
        runs = [run for person in crowd for run in person.result()[1]]
        wait_until(lambda: _finished(runs) == len(runs), SECONDS_TO_FINISH)
        answers = sum(person.result()[0] for person in crowd)
        kept, letters = counts()["answers"], Letter.objects.filter(run__in=runs).count()
        images = Picture.objects.filter(run__in=runs).count()
        torn = [*half_written(), *(["stopped with an error"] * sum(map(bool, statuses)))]
    requests, failed = sum(tally.statuses.values()), tally.failures + tally.refusals + tally.cut_off
    return Finding(
        fault="every part restarted under load",
        done=f"{len(statuses)} restarts, one after the other, in {took:.0f} s; {requests} requests meanwhile",
        seen=f"{failed} requests failed, the longest took {tally.longest:.1f} s; {answers} answers sent, "
        f"{kept} kept; {len(runs)} uploads accepted, {_finished(runs)} finished, {letters} letters, "
        f"{images} images",
        lost=answers - kept + len(runs) - _finished(runs),
        twice=answered_twice() + max(0, letters - len(runs)) + max(0, images - len(SIZES) * len(runs)),
        held=not failed and not torn and requests > 0 and len(runs) > 0 and answers > 0,
    )


def _restart(parts: Parts, part: str) -> int:
    status = parts.stop(part)
    parts.start(part)
    return status


@contextmanager
def _in_use(url: str, tally: Tally) -> Iterator[Sequence[Future[tuple[int, list[UUID]]]]]:
    """People who do something all the time, each answers and uploads, until the context ends."""
    enough = Event()
    with ThreadPoolExecutor(PEOPLE) as threads:
        crowd = [threads.submit(_use, url, tally, enough) for _ in range(PEOPLE)]
        try:
            yield crowd
        finally:
            enough.set()


def _use(url: str, tally: Tally, enough: Event) -> tuple[int, list[UUID]]:
    """Returns how many answers were taken, and the runs that were accepted.

    A connection for each request, as the proxies of `deploy/` do it.
    """
    learner, runs = Learner([url], tally), []
    learner.browser.headers["Connection"] = "close"
    while not enough.is_set():
        runs.append(UUID(learner.upload()))
        for page in PAGES:
            learner.get(page)
        learner.take_quiz()
    learner.browser.close()
    return learner.accepted["answers"], runs


def _finished(runs: Sequence[UUID]) -> int:
    return Run.objects.filter(pk__in=runs, status=Run.Status.DONE).count()
