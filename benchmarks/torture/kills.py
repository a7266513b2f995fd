"""kill -9 of whoever is at work, through the workers' own commands. Only what hit somebody counts."""

import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from demos import workers
from demos.models import Run, Span
from demos.queueing import TRYING_AGAIN
from demos.remote_control import ask, line_to_workers
from demos.runs import UNFINISHED
from demos.worker_commands import KILL_CHILD, KILL_WORKER

# A task whose process is lost five times is given up: a rule of the site, which other tests hold it to. By
# chance alone it must not happen here: a task that was hit twice is left alone, but for kills of its worker.
MOST_HITS = 2
LONGEST_PAUSE = 0.3  # before a kill, seconds, so that it finds its victim anywhere in its task
SECONDS_TO_NOTICE = 20
SECONDS_TO_FIND = 60
SECONDS_TO_COME_BACK = 60


class NobodyToKill(Exception):
    """Nobody is at work, or nobody comes back."""


@dataclass
class Kills:
    """How many hit somebody; how many came a moment too late; how long the worker was away each time, s."""

    processes: int = 0
    too_late: int = 0
    away: list[float] = field(default_factory=list)
    hit_with_worker: int = 0


@dataclass(frozen=True)
class Victim:
    """A run, and the step that somebody does for it."""

    run: UUID
    step: str

    @property
    def task(self) -> tuple[UUID, bool]:
        """One of the two tasks of an upload: the email, or the sizes."""
        return self.run, self.step == "send email"


class Killer:
    """Chooses among those at work by chance."""

    def __init__(self, chance: Random) -> None:
        self.kills = Kills()
        self._chance = chance
        self._hits: Counter[tuple[UUID, bool]] = Counter()

    def kill_process(self) -> None:
        """Try until one has hit. Raises NobodyToKill."""
        limit = time.monotonic() + SECONDS_TO_FIND
        while time.monotonic() < limit:
            time.sleep(self._chance.uniform(0, LONGEST_PAUSE))
            victims = [victim for victim in _at_work() if self._hits[victim.task] < MOST_HITS]
            if victims and self._hit(self._chance.choice(victims)):
                return
        raise NobodyToKill(f"nobody could be killed for {SECONDS_TO_FIND} s")

    def kill_worker(self) -> None:
        """While it has a task, then wait until it is back. Raises NobodyToKill."""
        victims = _wait_for_somebody_at_work()
        old = {process.pid for process in workers.fresh_status().processes}
        with line_to_workers() as connection:
            if not ask(connection, KILL_WORKER, expect=1):
                raise NobodyToKill("the worker did not answer")
        killed_at = time.monotonic()
        self._hits.update(victim.task for victim in victims)
        self.kills.hit_with_worker += len(victims)
        while not (pids := {process.pid for process in workers.fresh_status().processes}) or pids & old:
            if time.monotonic() > killed_at + SECONDS_TO_COME_BACK:
                raise NobodyToKill(f"the worker is not back after {SECONDS_TO_COME_BACK} s")
        self.kills.away.append(time.monotonic() - killed_at)

    def _hit(self, victim: Victim) -> bool:
        tries = _tries(victim)
        with line_to_workers() as connection:
            told = ask(connection, KILL_CHILD, {"run_id": str(victim.run)}, expect=1)
        if not any(told.values()):
            return False  # it was over before
        if not _is_tried_again(victim, tries):
            self.kills.too_late += 1  # its process had just finished it
            return False
        self._hits[victim.task] += 1
        self.kills.processes += 1
        return True


def _at_work() -> list[Victim]:
    spans = Span.objects.filter(ended_at=None, place__startswith="demos@", run__status__in=UNFINISHED)
    return [Victim(span.run_id, span.name) for span in spans]


def _wait_for_somebody_at_work() -> list[Victim]:
    limit = time.monotonic() + SECONDS_TO_FIND
    while not (victims := _at_work()):
        if time.monotonic() > limit:
            raise NobodyToKill(f"nobody has worked for {SECONDS_TO_FIND} s")
        time.sleep(0.02)
    return victims


def _tries(victim: Victim) -> int:
    """How often a task of the run has been put off to be tried again."""
    return Span.objects.filter(run=victim.run, name__startswith=TRYING_AGAIN).count()


def _is_tried_again(victim: Victim, before: int) -> bool:
    """Its worker has missed the process, and the task waits for another one."""
    limit = time.monotonic() + SECONDS_TO_NOTICE
    while time.monotonic() < limit and Run.objects.filter(pk=victim.run, status__in=UNFINISHED).exists():
        if _tries(victim) > before:
            return True
        time.sleep(0.05)
    return _tries(victim) > before
