"""Predictions as shapes."""

import pytest

from demos.stage.prediction import Point, chart, of_slots, of_workers
from demos.stage.queueing_theory import Station

POINTS = [
    Point("blocking", users=40, rate=2.0, response=1.1, service=0.9, slots=4),
    Point("blocking", users=40, rate=None, response=5.0, service=0.9),
    Point(
        "background",
        users=40,
        rate=2.0,
        response=0.02,
        service=0.01,
        tasks=80,
        task_service=0.45,
        task_wait=0.6,
    ),
]


class TestChart:
    def test_the_chosen_point_lies_on_the_curve(self) -> None:
        station = Station(4, 0.9, 4 / 0.9 * 80 / 160)  # a rate at which the curve has a step
        drawn = chart("slots", station, [])

        assert drawn.chosen is not None
        assert f"L{drawn.chosen.x * 10:.5g} {drawn.chosen.y:.4g}" in drawn.curve

    def test_begins_with_the_service_time_and_ends_before_the_bound(self) -> None:
        drawn = chart("slots", Station(4, 0.9, 1.0), [])
        first, last = drawn.curve[1:].split("L")[0], drawn.curve.split("L")[-1]

        assert first == "0 83.33"  # one of six service times high
        assert float(last.split()[0]) < drawn.bound_x * 10

    def test_measured_points_have_room(self) -> None:
        drawn = chart("slots", Station(4, 0.9, 1.0), of_slots(POINTS))

        assert [dot.words for dot in drawn.measured] == ["40 users, 2 a second, 4 slots"]
        assert all(0 <= dot.x <= 100 and 0 <= dot.y <= 100 for dot in drawn.measured)

    def test_what_cannot_be_borne_has_no_point(self) -> None:
        drawn = chart("slots", Station(4, 0.9, 5.0), [])

        assert drawn.chosen is None
        assert drawn.busy_percent == 112
        assert drawn.bound_x < 100


class TestPoints:
    def test_all_at_once_is_none(self) -> None:
        assert len(of_slots(POINTS)) == 1

    def test_each_upload_is_more_than_one_task(self) -> None:
        (workers,) = of_workers(POINTS)

        assert workers.rate == 4.0
        assert workers.response == pytest.approx(1.05)
