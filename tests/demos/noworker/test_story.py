"""From samples to a story, and to the shapes that are drawn of it."""

from datetime import UTC, datetime, timedelta

from demos.noworker.chart import chart_of
from demos.noworker.story import LONGEST_GAP, Moment, Story, latest_story

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def moment(seconds: float, waiting: int, taken: int = 0, *, paused: bool = False) -> Moment:
    return Moment(START + timedelta(seconds=seconds), waiting, taken, paused)


PAUSE = (
    moment(0, 0, paused=True),
    moment(1, 12, paused=True),
    moment(4, 12, paused=True),
    moment(5, 8, 2),
    moment(6, 2, 2),
    moment(7.5, 0, 0),
)


class TestLatestStory:
    def test_nothing_was_seen(self) -> None:
        assert latest_story([]) is None

    def test_a_new_one_begins_when_the_last_was_over(self) -> None:
        story = latest_story([*PAUSE, moment(9, 3), moment(9.5, 1)])
        assert story is not None
        assert [found.waiting for found in story.moments] == [3, 1]

    def test_a_new_one_begins_when_nobody_has_looked_for_long(self) -> None:
        later = 4 + LONGEST_GAP.total_seconds() + 1
        story = latest_story([*PAUSE[:3], moment(later, 5, paused=True)])
        assert story is not None
        assert len(story.moments) == 1


class TestStory:
    def test_how_deep_and_how_long(self) -> None:
        story = Story(PAUSE)
        assert (story.peak, story.lasted.ms, story.is_over) == (12, 7500, True)

    def test_when_the_pause_began_and_ended_and_how_long_the_rest_took(self) -> None:
        story = Story(PAUSE)
        assert story.paused is not None
        assert story.resumed is not None
        assert story.drained is not None
        assert (story.paused.ms, story.resumed.ms, story.drained.ms) == (0, 5000, 2500)

    def test_how_many_tasks_the_pause_had_kept_waiting(self) -> None:
        assert Story(PAUSE).kept_waiting == 12
        assert Story((moment(0, 4, 2), moment(2, 0))).kept_waiting == 0

    def test_still_paused(self) -> None:
        story = Story(PAUSE[:3])
        assert (story.resumed, story.drained, story.is_over) == (None, None, False)

    def test_not_empty_yet(self) -> None:
        assert Story(PAUSE[:5]).drained is None

    def test_never_paused(self) -> None:
        story = Story((moment(0, 4, 2), moment(2, 0)))
        assert (story.paused, story.resumed, story.drained) == (None, None, None)


class TestChart:
    def test_each_depth_holds_until_the_next_is_known(self) -> None:
        chart = chart_of(Story((moment(0, 0, paused=True), moment(5, 10, paused=True), moment(10, 0))))
        # the axis is 10 s and 8 % of room; the top is 10 tasks and 15 % of room
        assert chart.waiting == "M0.0 100V100.0H46.296V13.04H92.593V100.0H92.593V100Z"
        assert chart.end_x == 92.593

    def test_what_was_taken_stands_on_what_waits(self) -> None:
        chart = chart_of(Story((moment(0, 2, 4), moment(10, 0))))
        assert "V71.01" in chart.waiting  # 2 of 6, and 15 % of room
        assert "V13.04" in chart.taken  # 6 of 6

    def test_the_marks(self) -> None:
        chart = chart_of(Story(PAUSE))
        assert [(mark.x, mark.words, mark.hangs_left) for mark in chart.marks] == [
            (0.0, "paused", False),
            (46.296, "they go on", False),
        ]
