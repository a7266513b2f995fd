"""Every part is restarted, one after the other, while people use the site: as at an upgrade."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from uuid import UUID

from django.db.models import QuerySet

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.kept import answered_twice, counts, half_written
from benchmarks.torture.learning.learner import Learner, Tally
from benchmarks.torture.leftovers import sweep_up
from benchmarks.torture.restarting.handing_over import handing_over
from benchmarks.torture.restarting.parts import OTHERS, WEB_SERVERS, Parts, running_parts
from demos.models import Letter, Picture, Run
from demos.runs import UNFINISHED
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
        with suppress(AssertionError):  # then they are lost
            wait_until(lambda: not _of(runs).filter(status__in=UNFINISHED).exists(), SECONDS_TO_FINISH)
        answers = sum(person.result()[0] for person in crowd)
        kept, letters = counts()["answers"], Letter.objects.filter(run__in=runs).count()
        images = Picture.objects.filter(run__in=runs).count()
        torn = [*half_written(), *(["stopped with an error"] * sum(map(bool, statuses)))]
        finished = _of(runs).filter(status=Run.Status.DONE).count()
        tasks, left = handing_over(runs), sweep_up()
    requests = sum(tally.statuses.values())
    return Finding(
        fault="every part restarted under load",
        done=f"{len(statuses)} restarts, one after the other, in {took:.0f} s; {requests} requests meanwhile",
        seen=f"{tally.unwanted} requests failed (cut off, or 400 and above), {tally.asked_to_wait} times "
        f"somebody was asked to wait (429); the longest took {tally.longest:.1f} s; {answers} answers sent, "
        f"{kept} kept; {len(runs)} uploads accepted, {finished} finished{_why_not(runs)}, {letters} letters, "
        f"{images} images; {tasks}; {left}",
        lost=answers - kept + len(runs) - finished,
        twice=answered_twice() + max(0, letters - len(runs)) + max(0, images - len(SIZES) * len(runs)),
        held=not (tally.unwanted or torn or left.strays or left.faults)
        and tasks.is_clean
        and min(requests, len(runs), answers) > 0,
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


def _of(runs: Sequence[UUID]) -> QuerySet[Run]:
    return Run.objects.filter(pk__in=runs)


def _why_not(runs: Sequence[UUID]) -> str:
    """In the words that their visitors were told."""
    failures = Counter(_of(runs).exclude(failure="").values_list("failure", flat=True))
    return "".join(f" ({count} x {words!r})" for words, count in failures.items())
