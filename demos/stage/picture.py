"""A load test as a picture: recording in, shapes out. Pure.

Charts are drawn in a box 1000 wide and 100 high that is stretched over the plot; words lie above, in percent.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from demos.durations import Duration
from demos.models import Run
from demos.ranks import nearest_rank
from demos.stage.figures import Figure, Figures, figures_of, usual_look
from demos.stage.recording import LanePlay, Look, Outcome, Recording, Sample, Seat, Service
from demos.timeline.axis import Axis, axis_for

WIDTH = 1000.0
LEAST_AXIS = 1000.0  # ms
RUNNING_AXES = tuple(
    map(Axis, (3_000.0, 6_000.0, 12_000.0, 30_000.0, 60_000.0, 120_000.0))
)  # it must not creep
SEAT_PX, ROW_PX, AISLE_PX = 25, 28, 6
SEATS_A_ROW = ((40, 20), (90, 30), (160, 40), (10_000, 50))  # up to so many users, so many seats in a row
SYMBOLS = {Outcome.SERVED: "got", Outcome.WAITING: "wt", Outcome.COMING: "off"}
LOST = "lost"
WIDEST_BEFORE_NOTES = 60.0  # percent
DEEPEST = 95.0  # percent of the height


@dataclass(frozen=True)
class SeatMark:
    """A seat: where it stands, what it looks like, from when to when its user waited (ms), if a phone."""

    x: int
    y: int
    symbol: str
    clicked: float
    ended: float | None
    outcome: str
    phone: bool


@dataclass(frozen=True)
class House:
    """The seats of a lane, in rows."""

    marks: tuple[SeatMark, ...]
    width: int
    height: int


@dataclass(frozen=True)
class Slot:
    """One slot of the stage: "" where it is free, else who has it."""

    x: int
    holder: str


@dataclass(frozen=True)
class LanePicture:
    """Everything that is drawn and said of one lane. Shapes are SVG path data."""

    key: str
    title: str
    play: LanePlay
    figures: Figures
    house: House
    replies: str
    queue: str
    looks: str
    peak: int
    peak_x: float
    queued: int
    usual_look: Figure | None
    all_taken: int  # percent of the time until all had their reply
    end_x: float
    requests: Duration | None
    tasks: Service | None

    @property
    def answered(self) -> Duration | None:
        """When the last of all users had a reply; None while somebody has none."""
        ends = [
            seat.ended
            for seat in self.play.seats
            if seat.outcome == Outcome.SERVED and seat.ended is not None
        ]
        return Duration(max(ends)) if ends and len(ends) == len(self.play.seats) else None

    @property
    def top(self) -> str:
        """The upper edge of the staircase alone."""
        return self.replies.removesuffix("V100z")

    @property
    def is_blocking(self) -> bool:
        """Or background: there is no third lane."""
        return self.key == Run.Lane.BLOCKING


@dataclass(frozen=True)
class StagePicture:
    """A whole test. `longest_look` is what the bystander's plot is high."""

    axis: Axis
    lanes: tuple[LanePicture, ...]
    slots: tuple[Slot, ...]
    longest_look: Duration
    idle: Duration | None

    @property
    def blocking(self) -> LanePicture | None:
        return next((lane for lane in self.lanes if lane.is_blocking), None)

    @property
    def background(self) -> LanePicture | None:
        return next((lane for lane in self.lanes if not lane.is_blocking), None)

    @property
    def notes_x(self) -> float:
        """Where words lie over the replies: beside the blocking lane's staircase, where there is room."""
        end = self.blocking.end_x if self.blocking else 0.0
        return end if end <= WIDEST_BEFORE_NOTES else 0.0

    @property
    def phones(self) -> int:
        """Seats of the class, among the users of the newest lane."""
        return sum(mark.phone for mark in self.lanes[-1].house.marks) if self.lanes else 0

    @property
    def simulated(self) -> int:
        """The other seats."""
        return len(self.lanes[-1].house.marks) - self.phones if self.lanes else 0

    @property
    def stuck(self) -> bool:
        """All slots are taken: whoever comes now has to wait."""
        return bool(self.slots) and all(slot.holder for slot in self.slots)


def draw(recording: Recording, slots: int) -> StagePicture:
    """The picture of a test so far, on a stage of so many slots."""
    now = max((play.now for play in recording.lanes), default=0.0)
    axis = axis_for(LEAST_AXIS, now)
    if recording.doing:
        axis = next((longer for longer in RUNNING_AXES if longer.ms > now), axis)
    longest = max((look.took for play in recording.lanes for look in play.looks), default=0.0)
    idle = [look for play in recording.lanes for look in play.idle]
    return StagePicture(
        axis=axis,
        lanes=tuple(_lane(play, axis, longest) for play in recording.lanes),
        slots=tuple(_slots(recording, slots)),
        longest_look=Duration(longest),
        idle=Duration(nearest_rank(sorted(idle), 0.5)) if idle else None,
    )


def house_of(seats: Sequence[Seat]) -> House:
    """The seats in rows, with an aisle in the middle."""
    a_row = next(count for most, count in SEATS_A_ROW if len(seats) <= most)
    marks = tuple(_mark(seat, *_place(number, a_row)) for number, seat in enumerate(seats))
    rows = max(1, ceil(len(seats) / a_row))
    return House(marks, a_row * SEAT_PX + AISLE_PX, rows * ROW_PX)


def _lane(play: LanePlay, axis: Axis, longest_look: float) -> LanePicture:
    deepest = max(play.samples, key=lambda sample: sample.queued, default=Sample(0, 0, ()))
    return LanePicture(
        key=play.lane,
        title=Run.Lane(play.lane).label,
        play=play,
        figures=figures_of(play),
        house=house_of(play.seats),
        replies=_replies(play, axis),
        queue=_queue(play, axis, deepest.queued),
        looks=_line(sorted(play.looks, key=lambda look: look.at), axis, longest_look),
        peak=max(0, deepest.queued),
        peak_x=axis.at(deepest.at),
        queued=max(0, play.samples[-1].queued) if play.samples else 0,
        usual_look=usual_look(play.looks),
        all_taken=_all_taken(play),
        end_x=axis.at(play.now),
        requests=Duration(play.requests.mean) if play.requests else None,
        tasks=play.tasks,
    )


def _place(number: int, a_row: int) -> tuple[int, int]:
    row, column = divmod(number, a_row)
    return column * SEAT_PX + (AISLE_PX if column >= a_row // 2 else 0), row * ROW_PX


def _mark(seat: Seat, x: int, y: int) -> SeatMark:
    symbol = SYMBOLS.get(seat.outcome, LOST)
    return SeatMark(x, y, symbol, seat.clicked, seat.ended, seat.outcome.value, phone=bool(seat.guest))


def _replies(play: LanePlay, axis: Axis) -> str:
    """A staircase: one step up for each reply, as many steps as there are users."""
    ends = sorted(
        seat.ended for seat in play.seats if seat.outcome == Outcome.SERVED and seat.ended is not None
    )
    step = 100 / max(1, len(play.seats))
    up = "".join(f"H{_x(axis, at)}V{100 - step * count:.4g}" for count, at in enumerate(ends, 1))
    return f"M0 100{up}H{_x(axis, play.now)}V100z"


def _queue(play: LanePlay, axis: Axis, deepest: int) -> str:
    """How deep it hangs from the curtain line, at each sample."""
    known = [sample for sample in play.samples if sample.queued >= 0]
    if deepest <= 0 or not known:
        return ""
    down = "".join(f"L{_x(axis, sample.at)} {sample.queued / deepest * DEEPEST:.4g}" for sample in known)
    return f"M0 0{down}L{_x(axis, known[-1].at)} 0z"


def _line(looks: Iterable[Look], axis: Axis, longest: float) -> str:
    """How long each look took, at the moment when it began."""
    points = [
        f"{_x(axis, look.at)} {100 - look.took / longest * DEEPEST:.4g}" for look in looks if longest > 0
    ]
    return f"M{'L'.join(points)}" if points else ""


def _all_taken(play: LanePlay) -> int:
    until = max((seat.ended or play.now for seat in play.seats), default=play.now)
    looked = [sample for sample in play.samples if sample.slots and sample.at <= until]
    return round(100 * sum(sample.all_taken for sample in looked) / len(looked)) if looked else 0


def _slots(recording: Recording, count: int) -> Iterator[Slot]:
    """As they were last seen, while a lane is on; free before and after."""
    last = recording.lanes[-1] if recording.lanes and recording.doing else None
    holders = last.samples[-1].slots if last and last.samples else ()
    for number in range(count):
        yield Slot(number * 34, holders[number] if number < len(holders) else "")


def _x(axis: Axis, ms: float) -> str:
    return f"{axis.at(ms) / 100 * WIDTH:.5g}"
