"""Our fuzz is the package's own rule, drawn from a number that follows from the log."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from tutorial.fuzz import chance_of, fuzz_range, fuzzed
from tutorial.scheduling import SCHEDULER, Grade, Memory, schedule

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LONGEST = 36_500
SOMEBODY = UUID(int=7)

chances = st.floats(min_value=0, max_value=1, exclude_max=True)
days = st.integers(min_value=1, max_value=LONGEST)
gaps = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))
histories = st.lists(st.tuples(st.sampled_from(Grade), gaps, chances), min_size=1, max_size=12)


@given(histories)
def test_agrees_with_the_package_when_it_draws_the_same_number(
    history: list[tuple[Grade, timedelta, float]],
) -> None:
    package = Scheduler(learning_steps=SCHEDULER.learning_steps, enable_fuzzing=True)
    theirs, memory, now = Card(card_id=1, due=START), None, START
    for grade, gap, chance in history:
        with patch("fsrs.scheduler.random", return_value=chance):
            theirs, _ = package.review_card(theirs, Rating(grade.value), now)
        memory = schedule(memory, grade, now, chance=chance)
        assert memory.due == theirs.due
        now += gap


@pytest.mark.parametrize(
    ("interval", "first_and_last"),
    [(3, (2, 4)), (7, (5, 9)), (10, (8, 12)), (20, (17, 23)), (100, (93, 107)), (LONGEST, (34673, LONGEST))],
)
def test_golden_ranges(interval: int, first_and_last: tuple[int, int]) -> None:
    """Worked out by hand: a day, and 15 % of 2.5 to 7 days, 10 % of those up to 20, 5 % of those above."""
    assert fuzz_range(interval, LONGEST) == first_and_last


@given(days, chances)
def test_stays_within_the_package_s_range(interval: int, chance: float) -> None:
    drawn = fuzzed(timedelta(days=interval), chance, LONGEST).days
    earliest, latest = fuzz_range(interval, LONGEST)
    # The package rounds a number below `latest + 1`, so that a draw may end a day after the range.
    assert interval <= 2 or earliest <= drawn <= min(latest + 1, LONGEST)


@given(days, days, chances)
def test_a_longer_interval_never_becomes_the_shorter(one: int, other: int, chance: float) -> None:
    shorter, longer = sorted((one, other))
    drawn = [fuzzed(timedelta(days=interval), chance, LONGEST) for interval in (shorter, longer)]
    assert drawn == sorted(drawn)


@given(chances)
def test_minutes_and_the_first_days_are_left_as_they_are(chance: float) -> None:
    for interval in (timedelta(minutes=10), timedelta(days=1), timedelta(days=2)):
        assert fuzzed(interval, chance, LONGEST) == interval


def test_the_longest_interval_is_never_passed() -> None:
    assert fuzzed(timedelta(days=100), 0.999, 100).days == 100


class TestChance:
    def test_is_the_same_on_every_machine(self) -> None:
        assert chance_of(SOMEBODY, "queue", 1) == pytest.approx(0.0260467796)

    def test_differs_by_learner_card_and_showing(self) -> None:
        drawn = {
            chance_of(learner, card, showing)
            for learner in (None, SOMEBODY, UUID(int=8))
            for card in ("queue", "worker")
            for showing in (1, 2, 3)
        }
        assert len(drawn) == 18

    def test_is_spread_evenly(self) -> None:
        tenths = Counter(int(chance_of(UUID(int=number), "queue", 1) * 10) for number in range(5000))
        assert set(tenths) == set(range(10))
        assert all(400 < count < 600 for count in tenths.values())

    def test_touches_no_global_randomness(self) -> None:
        before = random.getstate()
        chance_of(SOMEBODY, "queue", 1)
        assert random.getstate() == before


def test_cards_learnt_together_part() -> None:
    memory: Memory | None = None
    for _ in range(3):
        memory = schedule(memory, Grade.REMEMBERED, memory.due if memory else START)
    assert memory is not None
    due = {
        schedule(memory, Grade.REMEMBERED, memory.due, chance=chance_of(SOMEBODY, card, 4)).due
        for card in ("queue", "worker", "broker", "task", "result")
    }
    assert len(due) > 1
