"""Recordings as shapes."""

import pytest

from demos.stage.picture import draw, house_of
from demos.stage.recording import Outcome, Recording, Seat
from tests.demos.stage.plays import both_lanes, play, served, waiting


class TestDraw:
    def test_both_lanes_on_one_axis(self) -> None:
        picture = draw(both_lanes(), slots=2)

        assert picture.axis.ms == pytest.approx(5400)
        assert picture.blocking is not None
        assert picture.background is not None
        assert picture.background.answered is not None
        assert picture.background.answered.ms == 70
        assert picture.blocking.answered is None  # one of four met an error
        assert picture.background.peak == 8
        assert picture.longest_look.ms == 900
        assert picture.idle is not None
        assert picture.idle.ms == 9

    def test_replies_are_a_staircase(self) -> None:
        picture = draw(Recording((play(seats=served(108, 216, 324, 432), now=972),)), slots=4)

        assert picture.lanes[0].replies == "M0 100H100V75H200V50H300V25H400V0H900V100z"
        assert picture.lanes[0].top.endswith("H900")

    def test_the_queue_hangs_from_the_curtain_line(self) -> None:
        background = draw(both_lanes(), slots=2).background

        assert background is not None
        assert background.queue == "M0 0L0 0L55.56 95L740.74 0L740.74 0z"

    def test_slots_are_live_while_it_is_on(self) -> None:
        blocking = both_lanes().lanes[0]
        stuck = Recording((play(samples=blocking.samples[:2], over=False),), doing="The blocking lane is on")

        assert draw(stuck, slots=2).stuck
        assert not draw(both_lanes(), slots=2).stuck
        assert draw(Recording((blocking,)), slots=2).lanes[0].all_taken == 50

    def test_the_axis_does_not_creep_while_it_is_on(self) -> None:
        axes = [
            draw(Recording((play(now=now),), doing="on"), 2).axis.ms for now in (1000, 2900, 3100, 13_000)
        ]

        assert axes == [3000, 3000, 6000, 30_000]

    def test_of_nothing(self) -> None:
        picture = draw(Recording(), slots=4)

        assert not picture.lanes
        assert [slot.holder for slot in picture.slots] == [""] * 4


class TestHouse:
    @pytest.mark.parametrize(
        ("users", "rows"), [(1, 1), (20, 1), (21, 2), (40, 2), (90, 3), (160, 4), (200, 4)]
    )
    def test_rows(self, users: int, rows: int) -> None:
        house = house_of(waiting(users))

        assert len(house.marks) == users
        assert house.height == rows * 28
        assert all(0 <= mark.x < house.width and 0 <= mark.y < house.height for mark in house.marks)
        assert len({(mark.x, mark.y) for mark in house.marks}) == users

    def test_what_has_become_of_them(self) -> None:
        seats = [
            *served(10),
            *waiting(1),
            Seat(Outcome.COMING, 5),
            Seat(Outcome.FAILED, 0, 1),
            Seat(Outcome.GAVE_UP, 0, 1),
        ]

        assert [mark.symbol for mark in house_of(seats).marks] == ["got", "wt", "off", "lost", "lost"]
