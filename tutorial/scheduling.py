"""When a card comes back: FSRS as a pure function of what was remembered, the grade and the time.

The formulas and their parameters are those of the `fsrs` package (FSRS-6); the fuzz is drawn apart (`fuzz`),
because the package draws it from the global random generator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS

from tutorial.fuzz import fuzzed

STANDARD_RETENTION = 0.9
# One learning step instead of the package's 1 and 10 minutes: with two grades, a card that was
# remembered at its first showing has nothing more to prove today.
STEP = timedelta(minutes=10)


def scheduler(
    *,
    parameters: Sequence[float] = DEFAULT_PARAMETERS,
    retention: float = STANDARD_RETENTION,
    steps: Sequence[timedelta] = (STEP,),
) -> Scheduler:
    """FSRS for one learner. `retention` is the chance of recall at which a card comes back, `steps` the waits
    between the showings of a card before its first interval in days."""
    return Scheduler(
        parameters=parameters,
        desired_retention=retention,
        learning_steps=tuple(steps),
        relearning_steps=(STEP,),
        enable_fuzzing=False,
    )


SCHEDULER = scheduler()


def usable_or_standard(parameters: Sequence[float]) -> Sequence[float]:
    """These parameters if FSRS takes them (as many as it has, each within bounds), else the standard ones."""
    try:
        Scheduler(parameters=parameters)
    except (TypeError, ValueError):
        return DEFAULT_PARAMETERS
    return parameters


class Grade(IntEnum):
    """What the learner says of a card, with the number that FSRS gives it."""

    FORGOT = Rating.Again
    BARELY = Rating.Hard
    REMEMBERED = Rating.Good
    EASILY = Rating.Easy

    @property
    def word(self) -> str:
        return self.name.title()


TWO_GRADES = (Grade.FORGOT, Grade.REMEMBERED)
FOUR_GRADES = tuple(Grade)


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


def schedule(
    memory: Memory | None,
    grade: Grade,
    now: datetime,
    scheduler: Scheduler = SCHEDULER,
    *,
    chance: float | None = None,
) -> Memory:
    """The memory of a card after `grade` at `now` (aware); `memory` is None for a card never graded.

    An interval in days is fuzzed by `chance` (from 0 up to 1), and is that of the package without one.
    """
    now = now.astimezone(UTC)
    card, _ = scheduler.review_card(_as_card(memory, now), Rating(grade), now)
    if card.stability is None or card.difficulty is None:
        raise TypeError("FSRS returned a card without a memory")  # it never does; the types cannot say so
    interval = card.due - now
    if chance is not None and card.state is State.Review:
        interval = fuzzed(interval, chance, scheduler.maximum_interval)
    return Memory(card.state, card.step, card.stability, card.difficulty, now, now + interval)


def retrievability(memory: Memory, now: datetime, scheduler: Scheduler = SCHEDULER) -> float:
    """The chance, from 0 to 1, that the card is recalled at `now` (aware)."""
    return float(scheduler.get_card_retrievability(_as_card(memory, now), now.astimezone(UTC)))


def _as_card(memory: Memory | None, now: datetime) -> Card:
    # The id and the time are given, because without them the package reads the clock and sleeps.
    if memory is None:
        return Card(card_id=0, due=now)
    # Not by asdict, which copies deeply: a log that is replayed has thousands of these.
    return Card(
        card_id=0,
        state=memory.state,
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last_review,
    )
