"""The whole picture: front of house and backstage on one shared axis."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from demos.timeline.axis import Axis, axis_for
from demos.timeline.bars import QUEUE, WEB, Bar, Flag, Step, bar_for, flag_for
from demos.timeline.lens import Lens, lens_for
from demos.timeline.rows import LEAST_ROWS, ROW_GAP_PX, ROW_PX, Row, rows_for

NO_MILESTONES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Lane:
    """One lane's steps. `replied` is None while the visitor waits; `now` is the time since its start, ms."""

    steps: tuple[Step, ...]
    replied: float | None
    now: float

    @property
    def last_moment(self) -> float:
        """The latest thing that it did, ms. Waiting in the queue is not doing: however long it lasts, it must
        not shrink what the visitors waited for.
        """
        done = [step for step in self.steps if step.end is not None or step.place != QUEUE]
        ends = [self.now if step.end is None else max(step.start, step.end) for step in done]
        return max([self.now if self.replied is None else self.replied, *ends])

    @property
    def processor(self) -> float | None:
        """The processor time of all its steps, ms; None where none was measured."""
        measured = [step.processor for step in self.steps if step.processor is not None]
        return sum(measured) if measured else None


@dataclass(frozen=True)
class Front:
    """What one lane did until its reply left: `wait` is the whole of it. No flag while the visitor waits."""

    wait: Bar
    bars: tuple[Bar, ...]
    flag: Flag | None


@dataclass(frozen=True)
class Picture:
    """Everything that a timeline draws, on one axis. A lane that has not begun is None."""

    axis: Axis
    blocking: Front | None
    background: Front | None
    rows: tuple[Row, ...]
    lens: Lens | None
    row_px: int = ROW_PX

    @property
    def workers(self) -> int:
        """How many were at work."""
        return sum(1 for row in self.rows if row.bars)

    @property
    def backstage_px(self) -> int:
        """The height of all rows."""
        return max(LEAST_ROWS, len(self.rows)) * self.row_px - ROW_GAP_PX


def draw(
    blocking: Lane | None,
    background: Lane | None,
    *,
    milestones: Mapping[str, str] = NO_MILESTONES,
    at_least: float = 0.0,
) -> Picture:
    """Place one or two lanes on an axis of `at_least` that many milliseconds.

    `milestones` says what the end of a step means, by the step's name: {"send email": "email delivered"}.
    """
    axis = axis_for(at_least, *(lane.last_moment for lane in (blocking, background) if lane))
    replied = background.replied if background else None
    rows = rows_for(background.steps, axis, background.now, milestones) if background else ()
    return Picture(
        axis=axis,
        blocking=_front(blocking, axis) if blocking else None,
        background=_front(background, axis) if background else None,
        rows=rows,
        lens=lens_for(background.steps, replied, rows, axis) if background and replied is not None else None,
    )


def _front(lane: Lane, axis: Axis) -> Front:
    return Front(
        wait=bar_for(Step("wait", "work", WEB, 0.0, lane.replied), axis, lane.now),
        bars=tuple(bar_for(step, axis, lane.now) for step in lane.steps if step.place == WEB),
        flag=flag_for(lane.replied, axis) if lane.replied is not None else None,
    )
