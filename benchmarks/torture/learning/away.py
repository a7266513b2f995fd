"""The database goes away while learners work: what they sent, what was kept, what they were told."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from django.db import close_old_connections

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.kept import answered_twice, counts, half_written
from benchmarks.torture.learning.learner import Learner, Tally
from benchmarks.torture.learning.webs import second_web
from benchmarks.torture.leftovers import sweep_up
from demos.models import Letter, Run
from demos.runs import UNFINISHED
from tests.site import Site

SECONDS_TO_FINISH = 60
CARDS = 3


@dataclass(frozen=True)
class Stay:
    """What so many learners sent and met, which runs of theirs were accepted, and what was there before."""

    tally: Tally
    before: Counter[str]
    accepted: Counter[str]
    runs: tuple[UUID, ...]

    @property
    def met(self) -> str:
        """For the table."""
        return (
            f"{sum(self.tally.statuses.values())} requests, {self.tally.refusals} refused with a 503, "
            f"{self.tally.cut_off} cut off, {self.tally.failures} with a 500; p95 {self.tally.p95:.1f} s, "
            f"longest {self.tally.longest:.1f} s"
        )


def learn_meanwhile(site: Site, people: int, harm: Callable[[], None]) -> Stay:
    """Everybody takes a quiz, grades cards, explains and uploads, at two servers, while `harm` is done."""
    tally, before = Tally(), Counter(counts())
    with second_web(site) as other, ThreadPoolExecutor(people + 1) as threads:
        learners = [Learner((site.url, other), tally) for _ in range(people)]
        runs: list[Future[UUID]] = [
            threads.submit(_everything, learner, number) for number, learner in enumerate(learners)
        ]
        harm()
        uploaded = tuple(run.result() for run in runs)
        _wait_for(uploaded)
    accepted = Counter[str]()
    for learner in learners:
        accepted += learner.accepted
    return Stay(tally, before, accepted, uploaded)


def finding_of(stay: Stay, fault: str, done: str, *, refusals: bool | None = None) -> Finding:
    """Compare what was accepted with what is kept. `refusals`: whether there must be some, or none."""
    kept, torn = Counter(counts()) - stay.before, half_written()
    runs = Run.objects.filter(pk__in=stay.runs)
    ended = runs.filter(status=Run.Status.DONE).count()
    letters = Letter.objects.filter(run__in=runs).count()
    as_told = refusals is None or (stay.tally.refusals > 0) is refusals
    left = sweep_up()
    acts = ", ".join(f"{count} {act}" for act, count in kept.items())
    return Finding(
        fault=fault,
        done=done,
        seen=f"{stay.met}; kept {acts}, {ended} uploads done; {len(torn)} half-written; {left}",
        lost=(stay.accepted - kept).total() - stay.accepted["uploads"] + len(stay.runs) - ended,
        twice=(kept - stay.accepted).total() + answered_twice() + max(0, letters - ended),
        held=as_told and not (torn or stay.tally.failures or stay.tally.rejections or left.faults),
    )


def _everything(learner: Learner, number: int) -> UUID:
    run = learner.upload()
    learner.take_quiz()
    learner.grade_cards(CARDS)
    learner.explain(f"learner {number}")
    return UUID(run)


def _wait_for(runs: tuple[UUID, ...]) -> None:
    limit = time.monotonic() + SECONDS_TO_FINISH
    close_old_connections()
    while Run.objects.filter(pk__in=runs, status__in=UNFINISHED).exists() and time.monotonic() < limit:
        time.sleep(0.2)
