"""Somebody who forgets as given parameters say, and reviews every card when the site asks for it."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from fsrs import State
from fsrs.scheduler import DEFAULT_PARAMETERS

from learners.models import Learner
from tutorial.models import Review
from tutorial.parameters import History
from tutorial.scheduling import Grade, Memory, retrievability, schedule, scheduler

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
# Somebody who forgets sooner than most: the first four are the days a first grade lasts, the ninth is how
# much a review helps, the last how steeply they forget.
FORGETFUL = (0.1, 0.3, 0.6, 2.0, *DEFAULT_PARAMETERS[4:8], 1.2, *DEFAULT_PARAMETERS[9:20], 0.3)
AT_FIRST = 0.7  # the chance to know a card that was never shown


def a_log(parameters: Sequence[float], *, cards: int, reviews: int, seed: int = 1) -> dict[str, History]:
    """`reviews` grades of each card, by card id: Forgot or Remembered, whenever the site had it due."""
    chances = random.Random(seed)  # noqa: S311  # hides nothing
    return {f"card-{number}": _history(parameters, reviews, chances, number) for number in range(cards)}


def keep_log(learner: Learner, log: Mapping[str, History]) -> None:
    """As if it had been graded card by card; what FSRS made of it does not matter here."""
    known = {"digest": "", "state": State.Review, "stability": 1.0, "difficulty": 5.0}
    Review.objects.bulk_create(
        Review(learner=learner, card=card, showing=showing, grade=grade, at=at, due=at, **known)
        for card, history in log.items()
        for showing, (grade, at) in enumerate(history, start=1)
    )


def _history(parameters: Sequence[float], reviews: int, chances: random.Random, number: int) -> History:
    world = scheduler(parameters=parameters)
    now = START + timedelta(hours=number)
    truth: Memory | None = None
    believed: Memory | None = None
    history = []
    for _ in range(reviews):
        known = retrievability(truth, now, world) if truth else AT_FIRST
        grade = Grade.REMEMBERED if chances.random() < known else Grade.FORGOT
        truth = schedule(truth, grade, now, world)
        believed = schedule(believed, grade, now)
        history.append((grade, now))
        now = believed.due
    return history
