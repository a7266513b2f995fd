"""Timelines: which worker took which task out of the queue, and what the picture says of the wait."""

import pytest

from demos.courses import lane_of
from demos.timeline import QUEUE, WEB, Lane, Step, draw
from demos.timeline.axis import Axis
from demos.timeline.bars import bar_for
from demos.timeline.lens import Lens
from demos.timeline.picture import Picture

A, B = "demos@host/1", "demos@host/2"
BLOCKING = Lane((Step("receive", "work", WEB, 0, 2400),), replied=2400, now=9000)


def background(*backstage: Step) -> Picture:
    front = Step("receive", "work", WEB, 0, 40)
    return draw(BLOCKING, Lane((front, *backstage), replied=40, now=1700))


def lens_of(picture: Picture) -> Lens:
    assert picture.lens
    return picture.lens


def test_a_task_taken_before_one_that_was_enqueued_earlier_keeps_its_own_wait() -> None:
    picture = background(
        Step("in the queue: sizes", "queue", QUEUE, 10, 58),
        Step("in the queue: email", "queue", QUEUE, 35, 55),
        Step("send email", "network", A, 55, 868),
        Step("resize 1600 px", "work", B, 59, 741),
    )

    assert [(row.waits[0].name, row.bars[0].name) for row in picture.rows] == [
        ("in the queue: email", "send email"),
        ("in the queue: sizes", "resize 1600 px"),
    ]
    assert [(start.title, start.kind) for start in lens_of(picture).starts] == [
        ("Worker 1", "network"),
        ("Worker 2", "work"),
    ]


def test_two_tasks_taken_close_together_keep_the_workers_that_took_them() -> None:
    front = Step("receive", "work", WEB, 0, 90)
    steps = (
        Step("in the queue: email", "queue", QUEUE, 35, 84, taker=B),
        Step("in the queue: sizes", "queue", QUEUE, 20, 114, taker=A),
        Step("resize 1600 px", "work", A, 151, 741),
        Step("send email", "network", B, 189, 943),
    )
    picture = draw(BLOCKING, Lane((front, *steps), replied=90, now=1700))

    assert [(row.waits[0].name, row.bars[0].name) for row in picture.rows] == [
        ("in the queue: sizes", "resize 1600 px"),
        ("in the queue: email", "send email"),
    ]
    lens = lens_of(picture)
    assert [(start.kind, start.wait.name, start.x) for start in lens.starts] == [
        ("work", "in the queue: sizes", lens.axis.at(151)),
        ("network", "in the queue: email", lens.axis.at(189)),
    ]


def test_a_worker_that_has_a_task_and_has_not_begun_is_not_said_to_have_begun_another_ones_work() -> None:
    picture = background(
        Step("in the queue: email", "queue", QUEUE, 35, 84, taker=B),
        Step("in the queue: sizes", "queue", QUEUE, 20, 114, taker=A),
        Step("send email", "network", B, 189, 943),
    )

    assert [(row.title, row.waits[0].name) for row in picture.rows] == [
        ("Worker 1", "in the queue: email"),
        ("In the queue: sizes", "in the queue: sizes"),
    ]


def test_an_achievement_is_said_at_the_time_when_it_had_come_about() -> None:
    lane = Lane((Step("send email", "network", A, 60, 946, reached=943),), replied=40, now=1700)

    (row,) = draw(None, lane, milestones={"send email": "email delivered"}).rows
    assert row.note
    assert row.note.text == "email delivered, 943 ms"


@pytest.mark.parametrize(
    ("failed", "arrivals", "says"), [(False, [940.0], "email delivered, 940 ms"), (True, [], "")]
)
def test_a_letter_that_is_tried_again_was_not_delivered_before(
    *, failed: bool, arrivals: list[float], says: str
) -> None:
    steps = (
        Step("send email", "network", A, 60, 404),
        Step("trying again: email", "queue", QUEUE, 410, 700, taker=A),
        Step("send email", "network", A, 710, 946),
    )
    lane, _ = lane_of(steps, 40, 1700, arrivals, failed=failed)

    (row,) = draw(None, lane, milestones={"send email": "email delivered"}).rows
    assert (row.note.text if row.note else "") == says


def test_a_wait_that_goes_on_has_no_time_in_the_lens_which_shows_only_its_beginning() -> None:
    (start,) = lens_of(background(Step("in the queue: sizes", "queue", QUEUE, 10, None))).starts

    assert start.waited == "in the queue: sizes"


def test_work_that_begins_near_the_edge_of_the_lens_says_no_more_than_fits() -> None:
    early = background(
        Step("in the queue: sizes", "queue", QUEUE, 10, 50), Step("resize", "work", A, 50, 741)
    )
    late = background(
        Step("in the queue: sizes", "queue", QUEUE, 10, 190), Step("resize", "work", A, 190, 741)
    )

    assert [start.begins.line for start in lens_of(early).starts] == ["Worker 1 starts"]
    assert [start.begins.line for start in lens_of(late).starts] == [""]


@pytest.mark.parametrize(
    ("end", "simulated", "time"),
    [
        (811, 800, "811 ms (800 simulated)"),
        (3010, 3000, "3.01 s (3.00 simulated)"),
        (1020, 800, "1.02 s (800 ms simulated)"),
    ],
)
def test_what_was_simulated_is_written_as_the_time_itself_is(end: float, simulated: float, time: str) -> None:
    step = Step("send email", "network", WEB, 0, end, simulated=simulated)

    assert bar_for(step, Axis(4000), 0).time == time


def test_what_was_taken_but_not_begun_with_does_not_start_yet() -> None:
    (start,) = lens_of(background(Step("in the queue: sizes", "queue", QUEUE, 10, 50))).starts

    assert start.x is None


class TestAPauseBetweenTwoTries:
    PICTURE = background(
        Step("in the queue: payment", "queue", QUEUE, 10, 50),
        Step("payment, try 1", "network", A, 50, 650),
        Step("trying again: payment", "queue", QUEUE, 651, 1150),
        Step("payment, try 2", "network", A, 1150, 1650),
        Step("in the queue: receipt", "queue", QUEUE, 1652, 1660),
    )

    def test_is_not_drawn_as_work(self) -> None:
        (worker, _) = self.PICTURE.rows
        assert [[bar.name for bar in group.bars] for group in worker.groups] == [
            ["payment, try 1"],
            ["payment, try 2"],
        ]

    def test_is_no_message_that_the_request_wrote(self) -> None:
        assert [start.wait.name for start in lens_of(self.PICTURE).starts] == ["in the queue: payment"]

    def test_another_task_that_waited_all_along_is_no_pause(self) -> None:
        (worker,) = background(
            Step("in the queue: sizes", "queue", QUEUE, 10, 50),
            Step("in the queue: email", "queue", QUEUE, 12, 700),
            Step("resize", "work", A, 50, 700),
            Step("write email", "work", A, 700, 900),
        ).rows
        assert len(worker.groups) == 1
