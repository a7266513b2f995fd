"""Two tries on one axis."""

from demos.early.picture import SHORTEST_AXIS_MS, Moments, draw
from demos.timeline.axis import HEADROOM

TOO_EARLY = Moments(now=900, sent=2, looked=10, committed=300, missed=True)
IN_TIME = Moments(now=900, sent=302, looked=310, committed=301, missed=False)


def test_the_look_is_left_of_the_commit_or_right_of_it() -> None:
    picture = draw([TOO_EARLY, IN_TIME])
    early, late = picture.scenes
    assert early
    assert early.look
    assert early.commit
    assert late
    assert late.look
    assert late.commit
    assert early.look.x < early.commit.x
    assert late.commit.x < late.look.x
    assert (early.missed, late.missed) == (True, False)
    assert early.open.end_x == early.commit.x
    assert picture.axis.ms == 310 * HEADROOM


def test_what_has_not_happened_is_not_drawn() -> None:
    picture = draw([Moments(now=50, sent=None, looked=None, committed=None, missed=False), None])
    scene, nothing = picture.scenes
    assert nothing is None
    assert scene
    assert (scene.wait, scene.look, scene.commit) == (None, None, None)
    assert scene.open.is_open
    assert scene.open.took.ms == 50


def test_short_tries_keep_an_axis_on_which_near_looks_near() -> None:
    picture = draw([Moments(now=9, sent=0.1, looked=3, committed=0.5, missed=False)])
    assert picture.axis.ms == SHORTEST_AXIS_MS * HEADROOM
