"""The story as shapes on a plot of 100 by 100, stretched over the page. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from demos.noworker.story import Moment, Story
from demos.timeline.axis import Tick

HEADROOM = 1.15  # of the height, over the deepest the queue was
LEAST_TOP = 6
LATE = 60.0  # percent


@dataclass(frozen=True)
class Mark:
    """A moment with a name, `x` in percent. `hangs_left` where its words would run out of the picture."""

    x: float
    words: str

    @property
    def hangs_left(self) -> bool:
        return self.x > LATE


@dataclass(frozen=True)
class Chart:
    """SVG paths: what waited (`waiting`), and that with what was taken besides (`taken`)."""

    waiting: str
    taken: str
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    end_x: float


def chart_of(story: Story) -> Chart:
    """The depth from left to right, its zero at the bottom."""
    top = max(LEAST_TOP, story.peak) * HEADROOM
    axis = story.axis
    marks = [
        Mark(axis.at(at.ms), words)
        for at, words in ((story.paused, "paused"), (story.resumed, "they go on"))
        if at is not None
    ]
    return Chart(
        waiting=_area(_points(story, [moment.waiting for moment in story.moments], top)),
        taken=_area(_points(story, [moment.total for moment in story.moments], top)),
        ticks=axis.ticks,
        marks=tuple(marks),
        end_x=story.x(story.moments[-1]),
    )


def _points(story: Story, depths: Sequence[int], top: float) -> Iterable[tuple[float, float]]:
    moments: tuple[Moment, ...] = story.moments
    return [
        (story.x(moment), round(100 - 100 * depth / top, 2))
        for moment, depth in zip(moments, depths, strict=True)
    ]


def _area(points: Iterable[tuple[float, float]]) -> str:
    """Each depth holds until the next one is known."""
    path, x = "", 0.0
    for x, y in points:
        path += f"H{x}V{y}" if path else f"M{x} 100V{y}"
    return f"{path}H{x}V100Z"
