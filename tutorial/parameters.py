"""FSRS's parameters, learnt from a log: what they would have foretold, and whether others foretell it better.

The optimiser is an optional extra (`fsrs-rs-python`, `requirements/optimiser.in`). Without it everything here
works but `learn`. Its parameters are those of FSRS-6, in the order in which `fsrs.Scheduler` takes them.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from itertools import pairwise

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from tutorial.scheduling import STEP, Grade, Memory, retrievability, schedule, scheduler

OPTIMISER = "fsrs_rs_python"
NEEDED = 200  # foreseeable reviews; with half as many the optimiser gives the standard parameters back
LEARNT_FROM = 0.8  # of them, the oldest; the rest is there to judge by
DAY = timedelta(days=1)
ALMOST_NEVER = 1e-6

Parameters = Sequence[float]
History = Sequence[tuple[Grade, datetime]]  # the grades of one card, oldest first


@dataclass(frozen=True, slots=True)
class Verdict:
    """`parameters` learnt from a whole log, and two log losses over its newest part: with the parameters in
    use, and with some that were learnt from the part before."""

    parameters: tuple[float, ...]
    loss_before: float
    loss_after: float

    @property
    def better(self) -> bool:
        return self.loss_after < self.loss_before


def can_learn() -> bool:
    """Whether the optional optimiser is installed."""
    return find_spec(OPTIMISER) is not None


def foreseeable(history: History) -> Iterator[datetime]:
    """When FSRS had something to foretell: the reviews at least a day after the one before."""
    return (at for (_, before), (_, at) in pairwise(history) if at - before >= DAY)


def judged(histories: Mapping[str, History], in_use: Parameters) -> Verdict:
    """Parameters learnt from `histories` (by card id), held against those `in_use`.

    Raises ValueError where there is nothing to foretell.
    """
    since = _newest_part(histories)
    older = {card: [seen for seen in history if seen[1] < since] for card, history in histories.items()}
    return Verdict(
        parameters=learn(histories),
        loss_before=log_loss(histories, in_use, since),
        loss_after=log_loss(histories, learn(older), since),
    )


def learn(histories: Mapping[str, History]) -> tuple[float, ...]:
    """The parameters that fit the log best, by the optimiser. Raises ImportError without it."""
    from fsrs_rs_python import FSRS, FSRSItem, FSRSReview  # noqa: PLC0415  # an optional extra

    items = []
    for history in histories.values():
        elapsed = [0, *((at - before).days for (_, before), (_, at) in pairwise(history))]
        reviews = [FSRSReview(int(grade), days) for (grade, _), days in zip(history, elapsed, strict=True)]
        items += [FSRSItem(reviews[: place + 1]) for place, days in enumerate(elapsed) if days > 0]
    return _as_taken(FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items, num_relearning_steps=1))


def log_loss(histories: Mapping[str, History], parameters: Parameters, since: datetime) -> float:
    """How badly `parameters` foretell the reviews from `since` on: the mean of -log(its chance).

    Raises ValueError where there is nothing to foretell.
    """
    fsrs = scheduler(parameters=parameters, steps=(STEP,))
    losses = []
    for history in histories.values():
        memory: Memory | None = None
        for grade, at in history:
            if memory is not None and at >= since and at - memory.last_review >= DAY:
                chance = retrievability(memory, at, fsrs)
                came_true = 1 - chance if grade is Grade.FORGOT else chance
                losses.append(-math.log(max(came_true, ALMOST_NEVER)))
            memory = schedule(memory, grade, at, fsrs)
    if not losses:
        raise ValueError("there is no review a day or more after the one before")
    return sum(losses) / len(losses)


def _newest_part(histories: Mapping[str, History]) -> datetime:
    times = sorted(at for history in histories.values() for at in foreseeable(history))
    if not times:
        raise ValueError("there is no review a day or more after the one before")
    return times[int(len(times) * LEARNT_FROM)]


def _as_taken(parameters: Parameters) -> tuple[float, ...]:
    """Within the bounds of `fsrs.Scheduler`, which single precision may pass by a hair."""
    bounds = zip(LOWER_BOUNDS_PARAMETERS, parameters, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(lowest, parameter), highest) for lowest, parameter, highest in bounds)
