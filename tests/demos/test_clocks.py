"""Machines whose clocks differ: no step ends before it starts, and what is said of it is true."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.queueing import IN_QUEUE
from demos.timeline import QUEUE, WEB, Lane, Step, draw, table_for
from demos.timeline.clocks import FIRST_WAIT, host_of, on_one_clock

LATER = 1e6


def step(name: str, place: str, start: float, end: float | None, taker: str = "") -> Step:
    return Step(name, "queue" if place == QUEUE else "work", place, start, end, taker=taker)


def run_of(worker: str, begins: float, lasts: float = 300.0) -> list[Step]:
    """A request of 40 ms, a task that waits from 30 ms, and a worker that has it at `begins` by its clock."""
    return [
        step("receive", WEB, 0.0, 30.0),
        step("in the queue: sizes", QUEUE, 30.0, begins, worker),
        step("enqueue sizes", WEB, 30.0, 40.0),
        step("resize", worker, begins, begins + lasts),
    ]


class TestHosts:
    def test_of_a_process(self) -> None:
        assert host_of("demos@worker-2/1") == "worker-2"
        assert host_of("site@worker-2") == "worker-2"

    def test_the_web_server_and_the_queue_have_none(self) -> None:
        assert host_of(WEB) == host_of(QUEUE) == host_of("") == ""


def test_the_name_of_a_first_wait_is_what_the_queue_calls_it() -> None:
    assert FIRST_WAIT == IN_QUEUE


def test_clocks_that_agree_move_nothing() -> None:
    steps = run_of("demos@b/1", begins=50.0)
    assert on_one_clock(steps, LATER) == (tuple(steps), ())


def test_a_clock_that_is_behind_is_found_by_a_task_taken_before_it_was_queued() -> None:
    moved, (skew,) = on_one_clock(run_of("demos@worker-2/1", begins=-4950.0), LATER)
    assert (skew.host, skew.ms) == ("worker-2", 4980.0)
    assert skew.words.startswith(
        "The clock of the worker machine “worker-2” is at least 4.98 s behind the web"
    )
    assert [(one.start, one.end) for one in moved] == [(0, 30), (30, 30), (30, 40), (30, 330)]


def test_a_clock_that_is_ahead_is_found_by_what_is_noted_later_than_now() -> None:
    moved, (skew,) = on_one_clock(run_of("demos@worker-2/1", begins=5050.0), now=400.0)
    assert skew.ms == -4950.0
    assert "at least 4.95 s ahead of the web server’s" in skew.words
    assert (moved[-1].start, moved[-1].end) == (100.0, 400.0)


def test_a_clock_that_is_ahead_is_not_found_afterwards_and_then_nothing_is_claimed() -> None:
    steps = run_of("demos@worker-2/1", begins=5050.0)
    assert on_one_clock(steps, LATER) == (tuple(steps), ())


def test_a_wait_before_another_try_was_begun_by_who_had_the_task_before() -> None:
    steps = [
        *run_of("demos@b/1", begins=-4950.0),
        step("trying again: sizes", QUEUE, -4000.0, -3000.0, "demos@b/2"),
    ]
    moved, _ = on_one_clock(steps, LATER)
    assert (moved[-1].start, moved[-1].end) == (980.0, 1980.0)


def test_an_older_row_that_does_not_say_who_took_it() -> None:
    steps = [replace(one, taker="") for one in run_of("demos@b/1", begins=-4950.0)]
    moved, (skew,) = on_one_clock(steps, LATER)
    assert skew.ms == 4980.0
    assert all(one.end is None or one.end >= one.start for one in moved)


@pytest.mark.parametrize("differ_by", [0.4, 49.0])
def test_what_any_two_machines_differ_by_is_not_worth_saying(differ_by: float) -> None:
    _, skews = on_one_clock(run_of("demos@b/1", begins=30.0 - differ_by), LATER)
    assert skews == ()


milliseconds = st.integers(0, 20_000).map(float)
offsets = st.dictionaries(st.sampled_from("abc"), st.integers(-8000, 8000).map(float))
tasks = st.lists(st.tuples(st.sampled_from("abc"), milliseconds, milliseconds, milliseconds), max_size=5)


def history(tasks: list[tuple[str, float, float, float]]) -> list[Step]:
    """What truly happened: each task is queued, waits, and is worked on."""
    steps = [step("receive", WEB, 0.0, 5.0)]
    for number, (host, queued, waited, worked) in enumerate(tasks):
        worker, taken = f"demos@{host}/1", 5.0 + queued + waited
        steps.append(step(f"in the queue: {number}", QUEUE, 5.0 + queued, taken, worker))
        steps.append(step(f"work {number}", worker, taken, taken + worked))
    return steps


def as_noted(steps: list[Step], offsets: dict[str, float]) -> list[Step]:
    """By each machine's own clock."""

    def clock(place: str) -> float:
        return offsets.get(host_of(place), 0.0)

    return [
        replace(
            one,
            start=one.start + clock(one.place),
            end=None if one.end is None else one.end + clock(one.taker or one.place),
        )
        for one in steps
    ]


@given(tasks, offsets, milliseconds)
def test_no_span_is_negative_whatever_the_clocks_say(
    tasks: list[tuple[str, float, float, float]], offsets: dict[str, float], after: float
) -> None:
    true = history(tasks)
    now = max(one.end or 0.0 for one in true) + after
    noted = as_noted(true, offsets)
    moved, skews = on_one_clock(noted, now)

    assert all(one.end is not None and one.end >= one.start >= 0 for one in moved)
    for skew in skews:  # never more than they truly differ by, and in the right direction
        assert 0 < skew.ms <= -offsets[skew.host] + 1e-6 or 0 > skew.ms >= -offsets[skew.host] - 1e-6
    for before, then in zip(noted, moved, strict=True):  # work takes as long as it was measured to take
        if before.place not in {WEB, QUEUE}:
            assert then.end is not None
            assert before.end is not None
            assert then.end - then.start == pytest.approx(before.end - before.start)


@given(tasks, offsets, milliseconds)
def test_the_order_on_each_machine_stays(
    tasks: list[tuple[str, float, float, float]], offsets: dict[str, float], after: float
) -> None:
    true = history(tasks)
    noted = as_noted(true, offsets)
    moved, _ = on_one_clock(noted, max(one.end or 0.0 for one in true) + after)
    for host in ("", "a", "b", "c"):
        before = [one.start for one in noted if host_of(one.place) == host]
        then = [one.start for one in moved if host_of(one.place) == host]
        assert _ranks(then) == _ranks(before)


def _ranks(moments: list[float]) -> list[int]:
    return [number for _, number in sorted((moment, number) for number, moment in enumerate(moments))]


@given(tasks, offsets, milliseconds)
def test_the_picture_and_the_table_have_no_negative_figure(
    tasks: list[tuple[str, float, float, float]], offsets: dict[str, float], after: float
) -> None:
    true = history(tasks)
    now = max(one.end or 0.0 for one in true) + after
    moved, _ = on_one_clock(as_noted(true, offsets), now)
    lane = Lane(moved, 5.0, now)
    picture = draw(None, lane)
    bars = [bar for row in picture.rows for bar in (*row.waits, *row.bars)]
    assert all(bar.width >= 0 and bar.took.ms >= 0 and 0 <= bar.x <= 100 for bar in bars)
    lines = [line.background for line in table_for(None, lane)]
    assert all(entry is not None and entry.took.ms >= 0 and entry.done.ms >= 0 for entry in lines)
