"""When a card comes back: FSRS as a pure function of what was remembered, the grade and the time.

The formulas and their parameters are those of the `fsrs` package (FSRS-6). Intervals are not fuzzed:
the package fuzzes from the global random generator, and a schedule must be repeatable from its log.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from fsrs import Card, Rating, Scheduler, State

# One learning step instead of the package's 1 and 10 minutes: with two grades, a card that was
# remembered at its first showing has nothing more to prove today.
STEP = timedelta(minutes=10)
SCHEDULER = Scheduler(learning_steps=(STEP,), relearning_steps=(STEP,), enable_fuzzing=False)


class Grade(IntEnum):
    """What the learner says of a card, with the number that FSRS gives it."""

    FORGOT = Rating.Again
    REMEMBERED = Rating.Good


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS knows of one card and one learner after a review.

    `stability` is in days (the time until the chance of recall falls to 90 %), `difficulty` from 1 to 10,
    `step` the place in the (re)learning steps or None past them. Both times are in UTC.
    """

    state: State
    step: int | None
    stability: float
    difficulty: float
    last_review: datetime
    due: datetime


def schedule(memory: Memory | None, grade: Grade, now: datetime, scheduler: Scheduler = SCHEDULER) -> Memory:
    """The memory of a card after `grade` at `now` (aware); `memory` is None for a card never graded."""
    now = now.astimezone(UTC)
    card, _ = scheduler.review_card(_as_card(memory, now), Rating(grade), now)
    if card.stability is None or card.difficulty is None:
        raise TypeError("FSRS returned a card without a memory")  # it never does; the types cannot say so
    return Memory(card.state, card.step, card.stability, card.difficulty, now, card.due)


def _as_card(memory: Memory | None, now: datetime) -> Card:
    # The id and the time are given, because without them the package reads the clock and sleeps.
    if memory is None:
        return Card(card_id=0, due=now)
    return Card(card_id=0, **asdict(memory))
