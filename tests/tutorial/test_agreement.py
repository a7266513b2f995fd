"""Our schedule against the published fsrs package: the same intervals, to the day and to the last digit."""

from dataclasses import astuple
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorial.scheduling import FOUR_GRADES, STEP, TWO_GRADES, Grade, schedule, scheduler

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
RETENTIONS = (0.80, 0.85, 0.90, 0.95, 0.97)
MINUTE = timedelta(minutes=1)
LONG = 60  # ratings of one card

# When a card is graded: at once, when it falls due, a little later, or far too late.
delays = st.sampled_from([0.0, 0.5, 1.0, 1.1, 3.0])
steps = st.lists(st.integers(min_value=1, max_value=1440), max_size=3)


def rated(grades: tuple[Grade, ...]) -> st.SearchStrategy[list[tuple[Grade, float]]]:
    return st.lists(st.tuples(st.sampled_from(grades), delays), min_size=1, max_size=LONG)


@pytest.mark.parametrize("retention", RETENTIONS)
@pytest.mark.parametrize("offered", [TWO_GRADES, FOUR_GRADES], ids=["two grades", "four grades"])
def test_agrees_over_long_sequences(offered: tuple[Grade, ...], retention: float) -> None:
    @settings(max_examples=30)
    @given(sequence=rated(offered), minutes=steps)
    def agrees(sequence: list[tuple[Grade, float]], minutes: list[int]) -> None:
        waits = [count * MINUTE for count in minutes]
        ours = scheduler(retention=retention, steps=waits)
        package = Scheduler(
            desired_retention=retention,
            learning_steps=waits,
            relearning_steps=[STEP],
            enable_fuzzing=False,
        )
        theirs, memory, now = Card(card_id=1, due=START), None, START
        for grade, delay in sequence:
            theirs, _ = package.review_card(theirs, Rating(grade.value), now)
            memory = schedule(memory, grade, now, ours)
            assert (memory.due - now).days == (theirs.due - now).days
            assert astuple(memory) == (
                theirs.state,
                theirs.step,
                theirs.stability,
                theirs.difficulty,
                theirs.last_review,
                theirs.due,
            )
            now += min((memory.due - now) * delay, timedelta(days=2000))

    agrees()


@pytest.mark.parametrize(
    ("retention", "days"),
    [  # remembered each time it fell due, from fsrs 6.3 alone
        (0.80, [8, 75, 521, 2762, 11761, 36500]),
        (0.90, [2, 11, 46, 163, 497, 1346]),
        (0.97, [1, 2, 4, 7, 13, 22]),
    ],
)
def test_golden_intervals(retention: float, days: list[int]) -> None:
    memory, now, ours = None, START, scheduler(retention=retention)
    intervals = []
    for _ in days:
        memory = schedule(memory, Grade.REMEMBERED, now, ours)
        intervals.append((memory.due - now).days)
        now = memory.due
    assert intervals == days


def test_a_higher_retention_brings_every_card_back_sooner() -> None:
    dues = []
    for retention in RETENTIONS:
        memory = schedule(None, Grade.EASILY, START, scheduler(retention=retention))
        dues.append(schedule(memory, Grade.REMEMBERED, memory.due, scheduler(retention=retention)).due)
    assert dues == sorted(dues, reverse=True)
    assert len(set(dues)) == len(dues)
