"""The figures are those of the fsrs package: its published vectors, and laws that hold for any history."""

import random
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from fsrs import Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from tutorial.scheduling import SCHEDULER, STEP, Grade, Memory, retrievability, schedule

START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
FORGOT, REMEMBERED = Grade.FORGOT, Grade.REMEMBERED

History = list[tuple[Grade, timedelta]]

grades = st.sampled_from(Grade)
gaps = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=800))
chances = st.floats(min_value=0, max_value=1, exclude_max=True)
histories = st.lists(st.tuples(grades, gaps), max_size=12)


def grade_when_due(given_grades: list[Grade], scheduler: Scheduler = SCHEDULER) -> list[Memory]:
    memories: list[Memory] = []
    for grade in given_grades:
        last = memories[-1] if memories else None
        memories.append(schedule(last, grade, last.due if last else START, scheduler))
    return memories


def after(history: History) -> tuple[Memory | None, datetime]:
    memory, now = None, START
    for grade, gap in history:
        memory = schedule(memory, grade, now)
        now += gap
    return memory, now


class TestPublishedVectors:
    """py-fsrs, tests/test_basic.py, for FSRS-6 with the package's default steps of 1 and 10 minutes."""

    package_default = Scheduler(enable_fuzzing=False)

    def test_interval_history(self) -> None:
        memories = grade_when_due([REMEMBERED] * 6 + [FORGOT] * 2 + [REMEMBERED] * 5, self.package_default)
        days = [(memory.due - memory.last_review).days for memory in memories]
        assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]

    def test_memory_state(self) -> None:
        memory, now = None, START
        for grade, gap in zip([FORGOT, *[REMEMBERED] * 5], [0, 0, 1, 3, 8, 21], strict=True):
            now += timedelta(days=gap)
            memory = schedule(memory, grade, now, self.package_default)
        assert memory is not None
        assert memory.stability == pytest.approx(53.62691, abs=1e-4)
        assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


class TestSchedule:
    def test_a_new_card_that_was_forgotten_is_back_after_one_step(self) -> None:
        memory = schedule(None, FORGOT, START)
        assert (memory.state, memory.step, memory.due) == (State.Learning, 0, START + STEP)

    def test_a_new_card_that_was_remembered_is_done_for_today(self) -> None:
        memory = schedule(None, REMEMBERED, START)
        assert (memory.state, memory.step) == (State.Review, None)
        # FSRS-6: the stability after a first Good is the third default parameter, 2.3065 days.
        assert memory.stability == 2.3065
        assert memory.due == START + timedelta(days=2)

    @pytest.mark.parametrize(
        ("graded", "days"),
        [  # remembered each time it fell due, from the package's Scheduler with our steps
            ([REMEMBERED] * 6 + [FORGOT] * 2 + [REMEMBERED] * 3, [2, 11, 46, 163, 497, 1346, 0, 0, 3, 5, 9]),
            ([FORGOT, REMEMBERED, REMEMBERED], [0, 1, 2]),
            ([REMEMBERED, REMEMBERED, FORGOT, REMEMBERED, REMEMBERED], [2, 11, 0, 2, 5]),
        ],
    )
    def test_golden_intervals_in_days(self, graded: list[Grade], days: list[int]) -> None:
        assert [(memory.due - memory.last_review).days for memory in grade_when_due(graded)] == days

    @given(histories, st.one_of(st.none(), chances))
    def test_a_better_grade_never_comes_back_sooner(self, history: History, chance: float | None) -> None:
        memory, now = after(history)
        dues = [schedule(memory, grade, now, chance=chance).due for grade in Grade]
        assert dues == sorted(dues)

    @given(histories, grades)
    def test_is_due_after_now(self, history: list[tuple[Grade, timedelta]], grade: Grade) -> None:
        memory, now = after(history)
        assert schedule(memory, grade, now).due > now

    @given(st.integers(min_value=2, max_value=8))
    def test_each_success_on_time_makes_the_memory_more_stable(self, times: int) -> None:
        memories = grade_when_due([REMEMBERED] * times)
        assert all(later.stability > earlier.stability for earlier, later in pairwise(memories))

    def test_leaves_the_memory_it_was_given_as_it_was(self) -> None:
        memory = schedule(None, REMEMBERED, START)
        before = astuple(memory)
        schedule(memory, FORGOT, memory.due)
        assert astuple(memory) == before

    def test_takes_any_time_zone_and_answers_in_utc(self) -> None:
        in_nepal = START.astimezone(datetime.strptime("+0545", "%z").tzinfo)
        assert schedule(None, REMEMBERED, in_nepal) == schedule(None, REMEMBERED, START)
        assert schedule(None, REMEMBERED, in_nepal).due.tzinfo is UTC

    def test_uses_no_global_randomness(self) -> None:
        before = random.getstate()
        grade_when_due([REMEMBERED] * 6)
        assert random.getstate() == before


class TestRetrievability:
    def test_is_that_which_the_interval_was_made_for(self) -> None:
        memory = grade_when_due([REMEMBERED] * 5)[-1]
        assert retrievability(memory, memory.last_review) == 1
        assert retrievability(memory, memory.due) == pytest.approx(0.9, abs=1e-3)

    def test_falls_with_time(self) -> None:
        memory = schedule(None, REMEMBERED, START)
        chances = [retrievability(memory, START + timedelta(days=days)) for days in range(60)]
        assert chances == sorted(chances, reverse=True)
