"""Steps and moments, placed on an axis."""

from dataclasses import dataclass

from demos.durations import Duration
from demos.timeline.axis import Axis
from demos.timeline.labels import Words, words_for

WEB = "web"
QUEUE = "queue"
MIDDLE = 50.0
EARLY = 30.0  # percent: words at a line nearer to the start would lie on the lane's own name
WIDE_ZERO, NARROW_ZERO = 1.2, 3.2  # percent: the width of the label at the start of the axis
ASIDE = (24.0, 22.0, 58.0)  # percent: from where, how far behind a flag, and until where an aside has room
BESIDE_A_LINE = 0.8  # percent, between a flag's line and what is drawn to its right


@dataclass(frozen=True)
class Step:
    """One thing that happened, in milliseconds from its lane's start; `end` is None while it lasts.

    `place` is "web", "queue" or a worker's name; `short` is a name for a narrow bar; `processor` is how much
    of it was processor time, ms, where that was measured; `taker` is the worker that ended a wait in the
    queue, where that was noted; `reached` is when what it is for had come about, where not just at its end;
    `in_vain` says that it had not.
    """

    name: str
    kind: str
    place: str
    start: float
    end: float | None
    simulated: float = 0.0
    short: str = ""
    processor: float | None = None
    taker: str = ""
    reached: float | None = None
    in_vain: bool = False


@dataclass(frozen=True)
class Bar:
    """One step as drawn: `x` and `width` in percent, within 0 to 100; `start`, `reached` in milliseconds."""

    name: str
    kind: str
    x: float
    width: float
    start: float
    took: Duration
    simulated: float
    is_open: bool
    words: Words
    reached: float
    in_vain: bool = False

    @property
    def end_x(self) -> float:
        return round(self.x + self.width, 3)

    @property
    def end(self) -> float:
        """Milliseconds."""
        return self.start + self.took.ms

    @property
    def time(self) -> str:
        """For example "811 ms (800 simulated)", "1.02 s (800 ms simulated)"."""
        return _time(self.took, self.simulated)

    @property
    def text(self) -> str:
        """Name and time, for a tooltip or a list."""
        return f"{self.name} {self.time}"


@dataclass(frozen=True)
class Flag:
    """The moment a reply left. `hangs_left` in the right half, where its words would not fit to the right."""

    x: float
    at: Duration

    @property
    def hangs_left(self) -> bool:
        return self.x > MIDDLE

    @property
    def is_early(self) -> bool:
        return self.x < EARLY

    @property
    def hides_zero(self) -> bool:
        """Whether its line would run through the first tick's label, however wide the picture is."""
        return self.x < WIDE_ZERO

    @property
    def hides_narrow_zero(self) -> bool:
        """The same in a narrow picture, where the label takes more percent."""
        return self.x < NARROW_ZERO

    @property
    def aside(self) -> float | None:
        """Where a few words may stand to the right of the flag's own; None where they would not fit."""
        least, behind, most = ASIDE
        x = max(least, round(self.x + behind, 3))
        return x if x <= most else None

    @property
    def room(self) -> float:
        """The width to the right of its line, in percent."""
        return round(100 - self.x, 3)

    @property
    def beside(self) -> float:
        """Where something to the right of its line begins, in percent."""
        return min(round(self.x + BESIDE_A_LINE, 3), 100.0)


def bar_for(step: Step, axis: Axis, now: float) -> Bar:
    """The step on this axis. An open one lasts until `now`; one that ends before it starts has no width."""
    end = max(step.start, now if step.end is None else step.end)
    took = Duration(end - step.start)
    x = axis.at(step.start)
    width = round(axis.at(end) - x, 3)
    simulated = min(step.simulated, took.ms)  # it may not be over yet, or was lost before
    return Bar(
        name=step.name,
        kind=step.kind,
        x=x,
        width=width,
        start=step.start,
        took=took,
        simulated=simulated,
        is_open=step.end is None,
        words=words_for(width, _names(step), (_time(took, simulated), str(took))),
        reached=end if step.reached is None else step.reached,
        in_vain=step.in_vain,
    )


def flag_for(ms: float, axis: Axis) -> Flag:
    """The flag of a moment on this axis."""
    return Flag(axis.at(ms), Duration(ms))


def _names(step: Step) -> tuple[str, ...]:
    """From the longest: "payment, try 2", "try 2", "2"."""
    return step.name, step.short, step.short.rpartition(" ")[2]


def _time(took: Duration, simulated: float) -> str:
    """The unit is said once, where both figures have the same one."""
    if not simulated:
        return str(took)
    share = Duration(simulated)
    return f"{took} ({share.number if share.unit == took.unit else share} simulated)"
