"""All four sign-ups on one axis: what each visitor sat through, and what a worker did afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demos.pairs import AT_LEAST
from demos.signup.columns import Column
from demos.signup.work import SEND, SEND_BY_HAND
from demos.timeline import Lane, Picture, draw
from demos.timeline.picture import Front

MILESTONES = {SEND: "email delivered"}
LANE_PX = 100
AXIS_PX = 46  # below the lanes


@dataclass(frozen=True)
class Act:
    """One way's front of house, `y` pixels from the top. No front before it has run."""

    column: Column
    front: Front | None
    y: int


@dataclass(frozen=True)
class Scene:
    """`backstage` draws the workers, on the axis of all acts."""

    acts: tuple[Act, ...]
    backstage: Picture

    @property
    def plot_px(self) -> int:
        """How high the lines of the axis are."""
        return LANE_PX * len(self.acts)

    @property
    def front_px(self) -> int:
        return self.plot_px + AXIS_PX


def scene_of(columns: Sequence[Column]) -> Scene:
    """Draw what has run."""
    lanes = [_lane(column) for column in columns]
    longest = max([AT_LEAST, *(lane.last_moment for lane in lanes if lane)])
    acts = [
        Act(column, draw(lane, None, at_least=longest).blocking, number * LANE_PX)
        for number, (column, lane) in enumerate(zip(columns, lanes, strict=True))
    ]
    return Scene(tuple(acts), draw(lanes[0], lanes[-1], milestones=MILESTONES, at_least=longest))


def _lane(column: Column) -> Lane | None:
    """What is done by hand some day is left out: it would press everything else into nothing."""
    if column.course is None:
        return None
    lane = column.course.lane
    return replace(lane, steps=tuple(step for step in lane.steps if step.name != SEND_BY_HAND))
