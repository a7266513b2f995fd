"""All runs of a race as small marks on one axis, and as a table: the spread that a median hides."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from demos.durations import Duration
from demos.models import Run
from demos.series import Entry, counted, middle
from demos.timeline.axis import Axis, Tick, axis_for

MIDDLE, COUNTED, WARM_UP, COLD, FAILED = "middle", "counted", "warm-up", "cold", "failed"


@dataclass(frozen=True)
class Mark:
    """A run on its lane's line, `x` in percent. `kind` says which sort of run it is."""

    x: float
    kind: str
    text: str


@dataclass(frozen=True)
class Strip:
    """A lane's runs: its median and its shortest and longest wait, of those that count."""

    key: str
    title: str
    marks: tuple[Mark, ...]
    count: int
    middle: Duration | None
    shortest: Duration | None
    longest: Duration | None


@dataclass(frozen=True)
class Round:
    """One round: `title` names it, `note` is "not counted" or "cold"; each lane's run, or None."""

    title: str
    note: str
    blocking: Entry | None
    background: Entry | None


@dataclass(frozen=True)
class Runs:
    """All of them. `runs` is how many the lane with the most has, without the warm-up."""

    ticks: tuple[Tick, ...]
    strips: tuple[Strip, ...]
    rounds: tuple[Round, ...]
    runs: int


def runs_of(entries: Sequence[Entry]) -> Runs | None:
    """None where no lane has more than one run: then the picture shows everything already."""
    known = [entry for entry in entries if entry.waited]
    most = max((_how_many(known, lane) for lane in Run.Lane.values), default=0)
    if most <= 1:
        return None
    axis = axis_for(*(entry.waited.ms for entry in known if entry.waited))
    cold = not any(entry.is_warm_up for entry in entries)
    return Runs(
        ticks=axis.ticks,
        strips=tuple(_strip(lane, known, axis, cold=cold) for lane in Run.Lane),
        rounds=_rounds(entries, cold=cold),
        runs=max(len(counted(known, lane)) for lane in Run.Lane.values),
    )


def _how_many(entries: Sequence[Entry], lane: str) -> int:
    return sum(entry.lane == lane for entry in entries)


def _strip(lane: Run.Lane, entries: Sequence[Entry], axis: Axis, *, cold: bool) -> Strip:
    ranked = counted(entries, lane)
    shown = middle(entries, lane) if ranked else None
    own = [entry for entry in entries if entry.lane == lane]
    marks = [_mark(entry, axis, _kind(entry, shown, cold=cold)) for entry in own]
    return Strip(
        key=lane.value,
        title=lane.label,
        marks=tuple(sorted(marks, key=lambda mark: mark.kind == MIDDLE)),  # the median on top of the others
        count=len(ranked),
        middle=shown.waited if shown else None,
        shortest=ranked[0].waited if ranked else None,
        longest=ranked[-1].waited if ranked else None,
    )


def _kind(entry: Entry, shown: Entry | None, *, cold: bool) -> str:
    if entry.failed:
        return FAILED
    if entry.is_warm_up:
        return WARM_UP
    if entry == shown:
        return MIDDLE
    return COLD if cold and entry.round == 1 else COUNTED


def _mark(entry: Entry, axis: Axis, kind: str) -> Mark:
    name = "warm-up, not counted" if kind == WARM_UP else f"run {entry.round}"
    more = {COLD: " (first, without a warm-up)", MIDDLE: " (median)", FAILED: " (failed, not counted)"}
    return Mark(
        axis.at(entry.waited.ms if entry.waited else 0.0), kind, f"{name}{more.get(kind, '')}: {entry.waited}"
    )


def _rounds(entries: Sequence[Entry], *, cold: bool) -> tuple[Round, ...]:
    rounds = []
    by_round = attrgetter("round")
    for number, runs in groupby(sorted(entries, key=by_round), key=by_round):
        lanes = {entry.lane: entry for entry in runs}
        warm_up = any(entry.is_warm_up for entry in lanes.values())
        note = "not counted" if warm_up else "cold: no warm-up before it" if cold and number == 1 else ""
        title = "Warm-up" if warm_up else f"Run {number}"
        rounds.append(Round(title, note, lanes.get(Run.Lane.BLOCKING), lanes.get(Run.Lane.BACKGROUND)))
    return tuple(rounds)
