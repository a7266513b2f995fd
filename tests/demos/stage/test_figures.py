"""The figures of a lane: by hand, and by laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demos.stage.figures import (
    emptied_after,
    figures_of,
    percentile,
    served_per_second,
    usual_look,
)
from demos.stage.recording import Look, Outcome, Sample, Seat, from_json, to_json
from tests.demos.stage.plays import both_lanes, play, served, waiting

waits = st.lists(st.floats(0, 90_000), max_size=40)
shares = st.floats(0.01, 1)


def samples(*queued: int) -> list[Sample]:
    return [Sample(at * 100.0, count, ()) for at, count in enumerate(queued)]


class TestPercentile:
    @pytest.mark.parametrize(
        ("share", "expected"),
        [  # nearest rank, the example of the usual textbooks: 15, 20, 35, 40, 50
            (0.05, 15),
            (0.30, 20),
            (0.40, 20),
            (0.50, 35),
            (1.00, 50),
        ],
    )
    def test_is_the_nearest_rank(self, share: float, expected: float) -> None:
        figure = percentile([50, 15, 40, 35, 20], [], share)

        assert figure is not None
        assert (figure.time.ms, figure.bound) == (expected, False)

    def test_of_nobody_there_is_none(self) -> None:
        assert percentile([], [], 0.5) is None

    def test_a_hundred_in_a_hundred_is_not_rounded_up(self) -> None:
        figure = percentile(list(range(1, 101)), [], 0.95)

        assert figure is not None
        assert figure.time.ms == 95

    def test_who_still_waits_counts_with_what_is_known(self) -> None:
        known, at_least = [100.0, 200.0, 300.0], [300.0, 300.0]
        median, p95 = (percentile(known, at_least, share) for share in (0.5, 0.95))

        assert median is not None
        assert p95 is not None
        assert (median.time.ms, median.bound) == (300, False)  # whatever comes, three waits are no longer
        assert (p95.time.ms, p95.bound) == (300, True)

    @given(
        known=waits,
        at_least=waits,
        more=st.lists(st.floats(0, 90_000), min_size=40, max_size=40),
        share=shares,
    )
    def test_what_comes_later_never_undercuts_it_and_leaves_alone_what_is_final(
        self, known: list[float], at_least: list[float], more: list[float], share: float
    ) -> None:
        now = percentile(known, at_least, share)
        in_the_end = percentile([*known, *(a + b for a, b in zip(at_least, more, strict=False))], [], share)

        if now is None:
            assert in_the_end is None
        else:
            assert in_the_end is not None
            assert in_the_end.time.ms >= now.time.ms
            assert now.bound or in_the_end.time.ms == now.time.ms
            assert not in_the_end.bound

    @given(known=waits, at_least=waits, one=shares, other=shares)
    def test_grows_with_its_share(
        self, known: list[float], at_least: list[float], one: float, other: float
    ) -> None:
        low, high = (percentile(known, at_least, share) for share in sorted((one, other)))

        assert (low is None) == (high is None)
        if low and high:
            assert low.time.ms <= high.time.ms


class TestServedPerSecond:
    def test_counts_until_the_last_reply(self) -> None:
        assert served_per_second(served(500, 1000, 2000), 9000) == 1.5

    def test_counts_until_now_while_somebody_waits(self) -> None:
        assert served_per_second([*served(500, 1000), *waiting(1)], 4000) == 0.5

    def test_begins_with_the_first_click(self) -> None:
        assert served_per_second([*served(1000, 2000, clicked=3000), Seat(Outcome.COMING, 0)], 9000) == 1

    def test_of_nobody_there_is_none(self) -> None:
        assert served_per_second(waiting(3), 1000) is None


class TestEmptiedAfter:
    def test_is_when_it_stayed_empty(self) -> None:
        figure = emptied_after(samples(0, 3, 0, 2, 1, 0, 0))

        assert figure is not None
        assert (figure.time.ms, figure.bound) == (500, False)

    def test_is_a_bound_while_it_holds_something(self) -> None:
        figure = emptied_after(samples(0, 3, 2))

        assert figure is not None
        assert (figure.time.ms, figure.bound) == (200, True)

    def test_not_knowing_is_not_empty(self) -> None:
        figure = emptied_after(samples(3, -1))

        assert figure is not None
        assert figure.bound

    def test_what_never_held_anything_was_not_emptied(self) -> None:
        assert emptied_after(samples(0, 0, -1)) is None


class TestUsualLook:
    def test_a_page_that_never_came_counts_as_a_long_wait(self) -> None:
        looks = [Look(0, 10), Look(200, 5000, Outcome.WAITING), Look(400, 5000, Outcome.WAITING)]
        figure = usual_look(looks)

        assert figure is not None
        assert (figure.time.ms, figure.bound) == (5000, True)

    def test_an_error_is_no_wait(self) -> None:
        figure = usual_look([Look(0, 10), Look(200, 1, Outcome.FAILED)])

        assert figure is not None
        assert figure.time.ms == 10


class TestFiguresOf:
    def test_by_hand(self) -> None:
        blocking, background = map(figures_of, both_lanes().lanes)

        assert (blocking.counts.served, blocking.counts.failed, blocking.counts.waiting) == (3, 1, 0)
        assert blocking.reasons == (("the connection was refused", 1),)
        assert [f.time.ms for f in (blocking.p50, blocking.p95, blocking.longest) if f] == [910, 1800, 1800]
        assert blocking.emptied is None
        assert background.emptied is not None
        assert background.emptied.time.ms == 4000
        assert background.per_second == pytest.approx(4 / 0.07)

    def test_before_the_first_click(self) -> None:
        figures = figures_of(play(seats=(Seat(Outcome.COMING, 100),) * 3, now=0, over=False))

        assert figures.counts.coming == 3
        assert figures.p50 is None
        assert figures.per_second is None

    def test_who_gave_up_stays_a_bound(self) -> None:
        figures = figures_of(play(seats=(*served(100), Seat(Outcome.GAVE_UP, 0, 90_000, "no reply in 90 s"))))

        assert figures.longest is not None
        assert figures.longest.bound
        assert figures.longest.time.ms == 90_000


class TestRecording:
    def test_survives_being_sent(self) -> None:
        assert from_json(to_json(both_lanes())) == both_lanes()

    def test_lane_that_was_not_played(self) -> None:
        assert both_lanes().lane("other") is None
