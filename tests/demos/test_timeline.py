"""Timelines: golden tables worked out by hand, and laws that hold for any steps."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.timeline import QUEUE, WEB, Lane, Step, draw, table_for
from demos.timeline.axis import Axis, axis_for
from demos.timeline.bars import Bar
from demos.timeline.labels import words_for
from demos.timeline.picture import Picture

A, B = "demos@host/1", "demos@host/2"
MILESTONES = {"resize 96 px": "all four sizes ready", "send email": "email delivered"}

# Times of the design's example race, ms; its axis is 2600 ms here (2407.407 ms and 8 % of headroom).
BLOCKING = Lane(
    steps=(
        Step("receive", "work", WEB, 0, 31),
        Step("resize 1600 px", "work", WEB, 31, 715, short="1600"),
        Step("send email", "network", WEB, 1596, 2407, simulated=800),
    ),
    replied=2600 / 1.08,
    now=9000,
)
BACKGROUND = Lane(
    steps=(
        Step("receive", "work", WEB, 0, 31),
        Step("enqueue sizes", "work", WEB, 31, 34),
        Step("enqueue email", "work", WEB, 34, 36),
        Step("in the queue: sizes", "queue", QUEUE, 33, 52),
        Step("in the queue: email", "queue", QUEUE, 35, 55),
        Step("resize 1600 px", "work", A, 52, 741, short="1600"),
        Step("resize 96 px", "work", A, 741, 780, short="96"),
        Step("send email", "network", B, 55, 868, simulated=800),
    ),
    replied=38,
    now=1700,
)


class TestAxis:
    @pytest.mark.parametrize(
        ("ms", "texts"),
        [
            (2600, ["0", "0.5 s", "1.0 s", "1.5 s", "2.0 s", "2.5 s"]),
            (5400, ["0", "1 s", "2 s", "3 s", "4 s", "5 s"]),
            (540, ["0", "0.1 s", "0.2 s", "0.3 s", "0.4 s", "0.5 s"]),
            (80, ["0", "20 ms", "40 ms", "60 ms", "80 ms"]),
            (61_000, ["0", "20 s", "40 s", "60 s"]),
        ],
    )
    def test_ticks_are_round_and_have_one_unit(self, ms: float, texts: list[str]) -> None:
        assert [tick.text for tick in Axis(ms).ticks] == texts

    def test_positions_are_percentages_to_three_decimals(self) -> None:
        assert [tick.x for tick in Axis(2600).ticks] == [0, 19.231, 38.462, 57.692, 76.923, 96.154]

    def test_what_lies_outside_is_drawn_on_the_edge(self) -> None:
        assert (Axis(100).at(-5), Axis(100).at(250)) == (0, 100)

    def test_nothing_at_all_still_has_an_axis(self) -> None:
        assert axis_for(0).ms > 0


class TestLabels:
    @pytest.mark.parametrize(
        ("width", "roomy", "wide", "narrow"),
        [
            (30, ("resize 1600 px", "684 ms"), ("resize 1600 px", "684 ms"), "1600"),
            (14, ("resize 1600 px", "684 ms"), ("1600", "684 ms"), ""),
            (8, ("1600", "684 ms"), (), ""),
            (3, (), (), ""),
        ],
    )
    def test_the_longest_that_fits_is_taken(
        self, width: float, roomy: tuple[str, ...], wide: tuple[str, ...], narrow: str
    ) -> None:
        words = words_for(width, ("resize 1600 px", "1600"), ("684 ms",))

        assert (words.roomy, words.wide, words.narrow) == (roomy, wide, narrow)

    def test_a_time_is_shortened_before_it_is_dropped(self) -> None:
        words = words_for(20, ("send email", ""), ("811 ms (800 simulated)", "811 ms"))

        assert words.wide == ("send email", "811 ms")
        assert words.roomy == ("send email", "811 ms (800 simulated)")


class TestPicture:
    @pytest.fixture
    def picture(self) -> Picture:
        return draw(BLOCKING, BACKGROUND, milestones=MILESTONES)

    def test_both_lanes_lie_on_one_axis(self, picture: Picture) -> None:
        assert picture.blocking
        assert picture.background
        assert [(bar.name, bar.x, bar.width) for bar in picture.blocking.bars] == [
            ("receive", 0, 1.192),
            ("resize 1600 px", 1.192, 26.308),
            ("send email", 61.385, 31.192),
        ]
        assert [(bar.x, bar.width) for bar in picture.background.bars] == [
            (0, 1.192),
            (1.192, 0.116),
            (1.308, 0.077),
        ]

    def test_each_reply_has_a_flag_that_hangs_where_there_is_room(self, picture: Picture) -> None:
        flags = [front.flag for front in (picture.blocking, picture.background) if front]

        assert [(flag.x, str(flag.at), flag.hangs_left) for flag in flags if flag] == [
            (92.593, "2.41 s", True),
            (1.462, "38 ms", False),
        ]

    def test_each_worker_has_a_row_with_the_wait_of_its_own_task(self, picture: Picture) -> None:
        told = [(r.title, [w.name for w in r.waits], [b.name for b in r.bars]) for r in picture.rows]

        assert told == [
            ("Worker 1", ["in the queue: sizes"], ["resize 1600 px", "resize 96 px"]),
            ("Worker 2", ["in the queue: email"], ["send email"]),
        ]

    def test_a_row_says_what_it_achieved_and_when(self, picture: Picture) -> None:
        notes = [row.note for row in picture.rows]

        assert [(note.text, note.x, note.wide_beside) for note in notes if note] == [
            ("all four sizes ready, 780 ms", 30.0, True),
            ("email delivered, 868 ms", 33.385, True),
        ]

    def test_the_lens_is_computed_from_the_first_moments(self, picture: Picture) -> None:
        lens = picture.lens
        assert lens

        # 2.1 replies of 38 ms, or the pick-up at 55 ms and 40 % more, whichever is longer: 79.8, so 80 ms.
        assert (str(lens.spans), lens.times, lens.share) == ("80 ms", 32, 3.077)
        assert (lens.flag.x, lens.bars[0].width) == (47.5, 38.75)
        assert [(start.title, start.kind, start.x) for start in lens.starts] == [
            ("Worker 1", "work", 65.0),
            ("Worker 2", "network", 68.75),
        ]

    def test_no_lens_where_it_would_enlarge_nothing(self) -> None:
        slow = Lane((Step("receive", "work", WEB, 0, 900),), replied=900, now=1000)

        assert draw(None, slow).lens is None

    def test_one_worker_does_both_tasks_in_one_row(self) -> None:
        steps = tuple(
            Step(s.name, s.kind, A if s.place == B else s.place, s.start, s.end) for s in BACKGROUND.steps
        )
        (row,) = draw(None, Lane(steps, 38, 1700), milestones=MILESTONES).rows

        assert len(row.waits) == 2
        assert row.note
        assert row.note.text == "all four sizes ready, 780 ms; email delivered, 868 ms"

    def test_what_no_worker_has_yet_stays_in_the_queue(self) -> None:
        waiting = Lane((Step("in the queue: sizes", "queue", QUEUE, 30, None),), replied=38, now=60_000)
        picture = draw(BLOCKING, waiting)

        assert [(row.title, row.bars) for row in picture.rows] == [("In the queue: sizes", ())]
        # However long it waits: it must not shrink what the visitors waited for.
        assert picture.axis.ms == pytest.approx(2600)
        assert picture.rows[0].waits[0].end_x == 100

    def test_a_lane_that_has_not_replied_waits_until_now(self) -> None:
        front = draw(Lane((), None, 500), None, at_least=1000).blocking
        assert front

        assert (front.wait.is_open, front.wait.took.ms, front.flag) == (True, 500, None)


class TestTable:
    def test_lists_every_step_of_both_lanes_in_order(self) -> None:
        lines = table_for(BLOCKING, BACKGROUND)

        told = [
            (
                line.step,
                line.blocking and str(line.blocking.took),
                line.background and f"{line.background.took}, done at {line.background.done}",
                line.background and line.background.where,
            )
            for line in lines
        ]
        assert told == [
            ("receive", "31 ms", "31 ms, done at 31 ms", "in the request"),
            ("resize 1600 px", "684 ms", "689 ms, done at 741 ms", "Worker 1"),
            ("enqueue sizes", None, "3 ms, done at 34 ms", "in the request"),
            ("in the queue: sizes", None, "19 ms, done at 52 ms", "in the queue"),
            ("enqueue email", None, "2 ms, done at 36 ms", "in the request"),
            ("in the queue: email", None, "20 ms, done at 55 ms", "in the queue"),
            ("send email", "811 ms", "813 ms, done at 868 ms", "Worker 2"),
            ("resize 96 px", None, "39 ms, done at 780 ms", "Worker 1"),
        ]

    def test_a_second_try_has_a_line_of_its_own(self) -> None:
        tries = (Step("send email", "network", A, 0, 10), Step("send email", "network", A, 20, None))
        lines = table_for(None, Lane(tries, 1, 50))

        assert [line.background and line.background.is_open for line in lines] == [False, True]


moments = st.floats(min_value=0, max_value=1e6)
steps = st.builds(
    Step,
    name=st.sampled_from(["receive", "resize 1600 px", "send email"]),
    kind=st.sampled_from(["work", "network"]),
    place=st.sampled_from([WEB, QUEUE, A, B]),
    start=moments,
    end=st.none() | moments,
    simulated=st.sampled_from([0, 800]),
)
lanes = st.builds(
    Lane, steps=st.lists(steps, max_size=8).map(tuple), replied=st.none() | moments, now=moments
)


def all_bars(picture: Picture) -> list[Bar]:
    fronts = [front for front in (picture.blocking, picture.background) if front]
    in_front = [bar for front in fronts for bar in (front.wait, *front.bars)]
    behind = [bar for row in picture.rows for bar in (*row.waits, *row.bars)]
    return in_front + behind + [*(picture.lens.bars if picture.lens else ())]


class TestLaws:
    @given(st.none() | lanes, st.none() | lanes, moments)
    def test_every_bar_lies_within_the_picture(
        self, blocking: Lane | None, background: Lane | None, at_least: float
    ) -> None:
        for bar in all_bars(draw(blocking, background, at_least=at_least)):
            assert 0 <= bar.x <= 100
            assert bar.width >= 0
            assert bar.end_x <= 100

    @given(lanes, lanes)
    def test_the_same_moment_lies_at_the_same_place_in_both_lanes(self, one: Lane, other: Lane) -> None:
        picture = draw(one, other)
        places = {
            bar.start: bar.x
            for front in (picture.blocking, picture.background)
            if front
            for bar in front.bars
        }

        assert all(picture.axis.at(start) == x for start, x in places.items())

    @given(lanes)
    def test_what_began_earlier_is_never_drawn_further_right(self, lane: Lane) -> None:
        for row in draw(None, lane).rows:
            for left, right in pairwise(row.bars):
                assert left.start <= right.start
                assert left.x <= right.x

    @given(lanes)
    def test_a_step_that_lasts_ends_now(self, lane: Lane) -> None:
        for bar in all_bars(draw(lane, None)):
            if bar.is_open and bar.start <= lane.now:
                assert bar.end == pytest.approx(lane.now)

    @given(lanes)
    def test_every_step_is_drawn_once(self, lane: Lane) -> None:
        picture = draw(None, lane)
        assert picture.background
        drawn = len(picture.background.bars) + sum(len((*row.waits, *row.bars)) for row in picture.rows)

        assert drawn == len(lane.steps)

    @given(lanes)
    def test_the_lens_enlarges_and_shows_the_reply(self, lane: Lane) -> None:
        lens = draw(None, lane).lens
        if lens:
            assert lens.times >= 3
            assert lens.flag.x <= 50
            assert all(0 <= start.wait.x <= start.wait.end_x <= 100 for start in lens.starts)
