"""kill -9 of whoever is at work, through the workers' own commands. Only what hit somebody counts."""

import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from django.db.models import QuerySet

from demos import workers
from demos.models import Span
from demos.queueing import HELD
from demos.remote_control import ask, line_to_workers
from demos.runs import UNFINISHED
from demos.spans import LOST
from demos.worker_commands import KILL_CHILD, KILL_WORKER

# A task whose process is lost five times is given up: a rule of the site, which other tests hold it to. By
# chance alone it must not happen here: a run that was hit twice is left alone, but for kills of its worker.
MOST_HITS = 2
LONGEST_PAUSE = 0.3  # before a kill, seconds, so that it finds its victim anywhere in its task
SECONDS_TO_DIE = 0.05
SECONDS_TO_FIND = 60
SECONDS_TO_COME_BACK = 60
SECONDS_TO_NOTE = 5


class NobodyToKill(Exception):
    """Nobody is at work, or nobody comes back."""


@dataclass
class Kills:
    """How many hit somebody; how many came a moment too late; how long the worker was away each time, s."""

    processes: int = 0
    too_late: int = 0
    away: list[float] = field(default_factory=list)


class Killer:
    """Chooses by chance among the runs that somebody works for.

    A worker misses a killed process only after up to five seconds. Until then its step looks as if it were
    under way (`_dead`); whoever killed it again would hit nobody.
    """

    def __init__(self, chance: Random) -> None:
        self.kills = Kills()
        self._chance = chance
        self._hits: Counter[UUID] = Counter()
        self._dead: set[int] = set()

    def kill_process(self) -> None:
        """Try until one has hit. Raises NobodyToKill."""
        limit = time.monotonic() + SECONDS_TO_FIND
        while time.monotonic() < limit:
            time.sleep(self._chance.uniform(0, LONGEST_PAUSE))
            worked_for = set(self._under_way().values_list("run_id", flat=True))
            if victims := sorted(run for run in worked_for if self._hits[run] < MOST_HITS):
                run = self._chance.choice(victims)
                if self._kill_in_the_middle(run):
                    self._hits[run] += 1
                    self.kills.processes += 1
                    return
                self.kills.too_late += 1
        raise NobodyToKill(f"nobody could be killed for {SECONDS_TO_FIND} s")

    def kill_worker(self) -> None:
        """Try until one has had a task, and wait each time until it is back. Raises NobodyToKill."""
        hit = False
        while not hit:
            before, old = _held(), {process.pid for process in workers.fresh_status().processes}
            under_way = self._wait_for_somebody()
            with line_to_workers() as connection:
                if not ask(connection, KILL_WORKER, expect=1):
                    raise NobodyToKill("the worker did not answer")
            away = _wait_until_back(old)
            held = _newly_held(before)
            hit = held and Span.objects.filter(pk__in=under_way, name__endswith=LOST).exists()
            self.kills.too_late += not hit
        self.kills.away.append(away)

    def _under_way(self) -> QuerySet[Span]:
        """What somebody who is alive does for a run."""
        at_work = Span.objects.filter(ended_at=None, place__startswith="demos@", run__status__in=UNFINISHED)
        return at_work.exclude(pk__in=self._dead)

    def _kill_in_the_middle(self, run: UUID) -> bool:
        """Whether a process was killed that had begun a step: the step stays open, or is closed as lost."""
        lost = Span.objects.filter(run=run, name__endswith=LOST)
        before = lost.count()
        with line_to_workers() as connection:
            told = ask(connection, KILL_CHILD, {"run_id": str(run)}, expect=1)
        time.sleep(SECONDS_TO_DIE)
        places = [f"{node}/{victim['number']}" for node, victim in told.items() if victim]
        left_open = set(self._under_way().filter(run=run, place__in=places).values_list("pk", flat=True))
        self._dead |= left_open
        return bool(left_open) or lost.count() > before

    def _wait_for_somebody(self) -> set[int]:
        limit = time.monotonic() + SECONDS_TO_FIND
        while not (found := set(self._under_way().values_list("pk", flat=True))):
            if time.monotonic() > limit:
                raise NobodyToKill(f"nobody has worked for {SECONDS_TO_FIND} s")
            time.sleep(0.02)
        return found


def _wait_until_back(old: set[int]) -> float:
    """Until all processes are others than the old ones; returns after how many seconds."""
    killed_at = time.monotonic()
    while not (pids := {process.pid for process in workers.fresh_status().processes}) or pids & old:
        if time.monotonic() > killed_at + SECONDS_TO_COME_BACK:
            raise NobodyToKill(f"the worker is not back after {SECONDS_TO_COME_BACK} s")
    return time.monotonic() - killed_at


def _newly_held(before: int) -> bool:
    """Whether the lost worker had a task; its successor notes it a moment after it begins to answer."""
    limit = time.monotonic() + SECONDS_TO_NOTE
    while time.monotonic() < limit:
        if _held() > before:
            return True
        time.sleep(0.05)
    return False


def _held() -> int:
    """How many tasks have had to be given back: a worker that starts notes those of the one before it."""
    return Span.objects.filter(name__startswith=HELD).count()
