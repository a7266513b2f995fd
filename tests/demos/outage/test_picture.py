"""Two uploads and the outage they met, on one axis."""

from typing import Any

from demos.outage.picture import KEPT, Upload, draw
from demos.timeline import Step
from demos.timeline.axis import HEADROOM

IN_QUEUE = "in the queue: photo"
WORKER = "demos@host/1"


def upload(*steps: Step, **fields: Any) -> Upload:
    usual = {"title": "Careful view", "now": 30_000.0, "replied": 2000.0, "queued": None}
    return Upload(steps=steps, **{**usual, "settled": False, "shut": (), **fields})


TRYING = Step("enqueue photo", "work", "web", 20, 2000)


class TestKept:
    def test_until_now_while_the_queue_is_away(self) -> None:
        (scene,) = draw([upload(TRYING, now=5000)]).scenes
        assert scene
        (row,) = scene.rows
        assert row.title == f"Careful view: {KEPT.capitalize()}"
        assert row.waits[0].is_open
        assert row.waits[0].took.ms == 3000

    def test_until_it_was_queued(self) -> None:
        steps = (
            Step(IN_QUEUE, "queue", "queue", 9000, 9010),
            Step("resize 1600 px", "work", WORKER, 9012, 9100),
            Step("send email", "network", WORKER, 9101, 9110),
        )
        (scene,) = draw([upload(TRYING, *steps, queued=9000, settled=True)]).scenes
        assert scene
        (row,) = scene.rows
        assert [(wait.name, wait.took.ms) for wait in row.waits] == [(KEPT, 7000), (IN_QUEUE, 10)]

    def test_not_where_it_was_queued_before_the_reply(self) -> None:
        steps = (Step(IN_QUEUE, "queue", "queue", 1900, None),)
        (scene,) = draw([upload(TRYING, *steps, queued=1900)]).scenes
        assert scene
        assert [row.title for row in scene.rows] == [f"Careful view: {IN_QUEUE.capitalize()}"]

    def test_not_where_nobody_will_queue_it(self) -> None:
        (scene,) = draw([upload(TRYING, settled=True)]).scenes
        assert scene
        assert scene.rows == ()


def test_while_the_visitor_waits_nothing_is_in_the_queue() -> None:
    steps = (Step("enqueue photo", "work", "web", 20, None), Step(IN_QUEUE, "queue", "queue", 20, None))
    picture = draw([upload(*steps, replied=None, now=4000), None])
    scene, nothing = picture.scenes
    assert nothing is None
    assert scene
    assert (scene.rows, scene.flag, scene.wait.is_open) == ((), None, True)
    assert picture.axis.ms == 4000 * HEADROOM


def test_the_outage_is_drawn_where_it_was() -> None:
    picture = draw([upload(TRYING, settled=True, shut=((0, 1000),))])
    (scene,) = picture.scenes
    assert scene
    assert picture.axis.ms == 2000 * HEADROOM
    assert (scene.shut[0].x, scene.shut[0].end_x) == (0, picture.axis.at(1000))
