"""A run's attempts, read off its timeline. Pure: steps in, attempts out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from demos.durations import Duration
from demos.queueing import HELD
from demos.spans import LOST
from demos.timeline import QUEUE, WEB, Step
from demos.timeline.rows import CLOCKS_DIFFER_BY, worker_titles

AT_WORK, DONE, LOST_IT, FAILED = "at work", "done", "lost", "failed"


@dataclass(frozen=True)
class Attempt:
    """From when a worker took the task to when that was over: `ended` is None while it lasts.

    `who` is the worker's title on the timeline, "" where it had begun nothing yet.
    """

    number: int
    who: str
    begun: Duration
    ended: Duration | None
    outcome: str

    @property
    def took(self) -> Duration | None:
        return self.ended and Duration(self.ended.ms - self.begun.ms)


def attempts_of(steps: Sequence[Step], *, is_done: bool, is_over: bool) -> tuple[Attempt, ...]:
    """Every end of a wait in the queue began one; it lasted until its work was over, which is noted a moment
    before the next wait begins.
    """
    waits = sorted((step for step in steps if step.place == QUEUE), key=lambda step: step.start)
    titles = worker_titles(steps)
    found = []
    for number, (wait, following) in enumerate(pairwise([*waits, None]), start=1):
        if wait is None or wait.end is None:
            break
        work = _work_between(steps, wait.end, following)
        ended = _last_end(work) if following or is_over else None
        if ended is None and following:
            ended = following.start
        found.append(
            Attempt(
                number=number,
                who=titles[work[0].place] if work else "",
                begun=Duration(wait.end),
                ended=None if ended is None else Duration(ended),
                outcome=_outcome(work, following, is_done=is_done, is_over=is_over),
            )
        )
    return tuple(found)


def _work_between(steps: Sequence[Step], begun: float, following: Step | None) -> list[Step]:
    """The clocks of two notes of one moment may differ a little."""
    until = float("inf") if following is None else following.start
    work = (step for step in steps if step.place not in {WEB, QUEUE})
    return sorted(
        (step for step in work if begun - CLOCKS_DIFFER_BY <= step.start < until), key=lambda step: step.start
    )


def _last_end(work: Sequence[Step]) -> float | None:
    return max((step.end for step in work if step.end is not None), default=None)


def _outcome(work: Sequence[Step], following: Step | None, *, is_done: bool, is_over: bool) -> str:
    was_lost = any(step.name.endswith(LOST) for step in work)
    if was_lost or (following and following.name.startswith(HELD)):
        return LOST_IT
    if following or (is_over and not is_done):
        return FAILED
    return DONE if is_done else AT_WORK
