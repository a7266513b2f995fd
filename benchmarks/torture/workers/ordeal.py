"""What is done to the site: uploads all the time, and kills spread over the work."""

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random

from benchmarks.torture.workers.kills import Killer, Kills
from benchmarks.torture.workers.uploads import Person, upload_many
from benchmarks.visitor import Visitor
from demos.models import Run
from demos.runs import UNFINISHED

PEOPLE = 10  # who upload at the same time; each within what one visitor may do
LAST_KILL = 0.85  # of the work: so late somebody is still busy
EARLY = 0.25  # of its share: what the worker had comes back half a minute later, while the rest is done
SECONDS_WITHOUT_PROGRESS = 120  # redelivery takes half a minute


class Stuck(Exception):
    """For so long nothing has been finished."""


@dataclass(frozen=True)
class Ordeal:
    """How much of everything. Which process is killed when is up to `chance`."""

    uploads: int
    child_kills: int
    worker_kills: int
    chance: Random = field(repr=False)

    def __str__(self) -> str:
        kills = f"{self.child_kills} kills of a process, {self.worker_kills} of the whole worker"
        return f"{self.uploads} uploads, {kills}"

    @property
    def plan(self) -> list[tuple[int, bool]]:
        """From how many finished runs on which kill is due: (runs, whether it is the whole worker's)."""
        children = [(self._due(n, self.child_kills), False) for n in range(self.child_kills)]
        workers = [(self._due(n + EARLY, self.worker_kills), True) for n in range(self.worker_kills)]
        return sorted(children + workers)

    def _due(self, nth: float, of: int) -> int:
        return int(LAST_KILL * self.uploads * nth / of)


@dataclass(frozen=True)
class Record:
    """Whose runs were accepted, the kills that hit somebody, and how long all of it took, seconds."""

    ordeal: Ordeal
    people: tuple[Person, ...]
    kills: Kills
    seconds: float


def undergo(ordeal: Ordeal, visitors: Sequence[Visitor]) -> Record:
    """Upload and kill until every run is over. Raises Stuck, and what went wrong with an upload."""
    began, killer = time.monotonic(), Killer(ordeal.chance)
    with ThreadPoolExecutor(len(visitors)) as threads:
        uploads = [
            threads.submit(upload_many, visitor, len(range(number, ordeal.uploads, len(visitors))))
            for number, visitor in enumerate(visitors)
        ]
        for due, whole_worker in ordeal.plan:
            _wait_until_finished(due, uploads)
            if whole_worker:
                killer.kill_worker()
            else:
                killer.kill_process()
        people = tuple(upload.result() for upload in uploads)
    _wait_until_finished(ordeal.uploads, uploads)
    return Record(ordeal, people, killer.kills, time.monotonic() - began)


def _wait_until_finished(count: int, uploads: list[Future[Person]]) -> None:
    """Until so many runs are over; an upload that failed is raised."""
    finished, since = _finished(), time.monotonic()
    while finished < count:
        for upload in uploads:
            if upload.done():
                upload.result()
        time.sleep(0.1)
        if (now := _finished()) > finished:
            finished, since = now, time.monotonic()
        elif time.monotonic() - since > SECONDS_WITHOUT_PROGRESS:
            raise Stuck(
                f"{finished} of {count} runs are over, and no other since {SECONDS_WITHOUT_PROGRESS} s"
            )


def _finished() -> int:
    return Run.objects.exclude(status__in=UNFINISHED).count()
