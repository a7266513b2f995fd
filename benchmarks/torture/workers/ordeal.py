"""What is done to the site: uploads all the time, and kills spread over the work."""

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from random import Random

from benchmarks.torture.people import UPLOAD, Person
from benchmarks.torture.waiting import wait_until_over
from benchmarks.torture.workers.kills import Killer, Kills

PEOPLE = 10  # who upload at the same time; each within what one visitor may do
LAST_KILL = 0.85  # of the work: so late somebody is still busy
EARLY = 0.25  # of its share: what the worker had comes back half a minute later, while the rest is done


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
    people: Sequence[Person]
    kills: Kills
    seconds: float


def undergo(ordeal: Ordeal, people: Sequence[Person]) -> Record:
    """Upload and kill until every run is over. Raises Stuck, and what went wrong with an upload."""
    began, killer = time.monotonic(), Killer(ordeal.chance)
    with ThreadPoolExecutor(len(people)) as threads:
        uploads = [
            threads.submit(_upload_many, person, len(range(number, ordeal.uploads, len(people))))
            for number, person in enumerate(people)
        ]
        for due, whole_worker in ordeal.plan:
            wait_until_over(people, due, look=partial(_raise_what_failed, uploads))
            if whole_worker:
                killer.kill_worker()
            else:
                killer.kill_process()
        for upload in uploads:
            upload.result()
    wait_until_over(people, ordeal.uploads)
    return Record(ordeal, people, killer.kills, time.monotonic() - began)


def _upload_many(person: Person, count: int) -> None:
    for _ in range(count):
        person.begin(UPLOAD)


def _raise_what_failed(uploads: Iterable[Future[None]]) -> None:
    for upload in uploads:
        if upload.done():
            upload.result()
