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
from statistics import fmean

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from tutorial.scheduling import STEP, Grade, Memory, retrievability, schedule, scheduler

OPTIMISER = "fsrs_rs_python"
NEEDED = 300  # foreseeable reviews; with a third of them the optimiser gives the standard parameters back
FOLDS = 5  # parts of the log's cards; each is foretold by what the others teach
WORTH_A_CHANGE = 0.005  # of log loss; less is within what chance gives somebody whom the standard ones fit
DAY = timedelta(days=1)
ALMOST_NEVER = 1e-6

Parameters = Sequence[float]
History = Sequence[tuple[Grade, datetime]]  # the grades of one card, oldest first


@dataclass(frozen=True, slots=True)
class Verdict:
    """`parameters` learnt from a whole log, and two log losses over it: with the parameters in use, and with
    such as were learnt from other cards than those they were tried on."""

    parameters: tuple[float, ...]
    loss_before: float
    loss_after: float

    @property
    def better(self) -> bool:
        return self.loss_before - self.loss_after > WORTH_A_CHANGE


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
    return Verdict(
        parameters=learn(histories),
        loss_before=log_loss(histories, in_use),
        loss_after=_loss_of_learning(histories),
    )


def _loss_of_learning(histories: Mapping[str, History]) -> float:
    """The log loss of parameters learnt from the other parts of the cards, over all of them."""
    losses = []
    for part in range(FOLDS):
        tried = dict(list(histories.items())[part::FOLDS])
        others = {card: history for card, history in histories.items() if card not in tried}
        losses += losses_of(tried, learn(others))
    return fmean(losses)


def learn(histories: Mapping[str, History]) -> tuple[float, ...]:
    """The parameters that fit the log best, by the optimiser. Raises ImportError without it."""
    from fsrs_rs_python import FSRS, FSRSItem, FSRSReview  # noqa: PLC0415  # an optional extra

    items = []
    for history in histories.values():
        elapsed = [0, *((at - before).days for (_, before), (_, at) in pairwise(history))]
        reviews = [FSRSReview(int(grade), days) for (grade, _), days in zip(history, elapsed, strict=True)]
        items += [FSRSItem(reviews[: place + 1]) for place, days in enumerate(elapsed) if days > 0]
    return _as_taken(FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items, num_relearning_steps=1))


def log_loss(histories: Mapping[str, History], parameters: Parameters) -> float:
    """How badly `parameters` foretell the reviews: the mean of -log(its chance) of what came true.

    Raises ValueError where there is nothing to foretell.
    """
    losses = losses_of(histories, parameters)
    if not losses:
        raise ValueError("there is no review a day or more after the one before")
    return fmean(losses)


def losses_of(histories: Mapping[str, History], parameters: Parameters) -> list[float]:
    """-log(its chance) of what came true, for each review a day or more after the one before."""
    fsrs = scheduler(parameters=parameters, steps=(STEP,))
    losses = []
    for history in histories.values():
        memory: Memory | None = None
        for grade, at in history:
            if memory is not None and at - memory.last_review >= DAY:
                chance = retrievability(memory, at, fsrs)
                came_true = 1 - chance if grade is Grade.FORGOT else chance
                losses.append(-math.log(max(came_true, ALMOST_NEVER)))
            memory = schedule(memory, grade, at, fsrs)
    return losses


def _as_taken(parameters: Parameters) -> tuple[float, ...]:
    """Within the bounds of `fsrs.Scheduler`, which single precision may pass by a hair."""
    bounds = zip(LOWER_BOUNDS_PARAMETERS, parameters, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(lowest, parameter), highest) for lowest, parameter, highest in bounds)
