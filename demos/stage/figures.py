"""The figures of a lane: percentiles of the waits, served per second, until the queue is empty. Pure.

A percentile is the nearest rank (`demos.ranks`): it is always a wait that somebody really had.

Who still waits, or gave up, will have waited at least as long as until now. Such waits are counted with that
lower bound, and a figure that could still grow because of them is marked. Who met an error has not waited for
a reply: those are counted beside, never among the waits.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from demos.durations import SECOND, Duration
from demos.ranks import rank_of
from demos.stage.recording import LanePlay, Look, Outcome, Sample, Seat, waits_of

MAX = 1.0


@dataclass(frozen=True)
class Figure:
    """A measured time; `bound` where the final value may be larger: "≥"."""

    time: Duration
    bound: bool = False


@dataclass(frozen=True)
class Counts:
    """How many users there are, and what has become of them so far."""

    users: int
    served: int
    waiting: int
    gave_up: int
    failed: int
    coming: int


@dataclass(frozen=True)
class Figures:
    """What a lane comes to. A figure is None while nothing was measured for it."""

    counts: Counts
    p50: Figure | None
    p95: Figure | None
    p99: Figure | None
    longest: Figure | None
    per_second: float | None
    emptied: Figure | None
    reasons: tuple[tuple[str, int], ...]


def figures_of(play: LanePlay) -> Figures:
    """All figures of a lane, so far or in full."""
    known, at_least = waits_of(play.seats, play.now)
    return Figures(
        counts=_counts(play.seats),
        p50=percentile(known, at_least, 0.5),
        p95=percentile(known, at_least, 0.95),
        p99=percentile(known, at_least, 0.99),
        longest=percentile(known, at_least, MAX),
        per_second=served_per_second(play.seats, play.now),
        emptied=emptied_after(play.samples),
        reasons=_reasons(play.seats),
    )


def percentile(known: Sequence[float], at_least: Sequence[float], share: float) -> Figure | None:
    """The nearest rank of all waits, ms; `share` above 0, at most 1 (the longest). None without any wait.

    It is final when so many of the known waits are no longer than it: whatever the others come to then, the
    same wait stays in that place.
    """
    waits = sorted([*known, *at_least])
    if not waits:
        return None
    rank = rank_of(share, len(waits))
    wait = waits[rank - 1]
    settled = sum(one <= wait for one in known) >= rank
    return Figure(Duration(wait), bound=not settled)


def served_per_second(seats: Sequence[Seat], now: float) -> float | None:
    """Replies a second, from the first click to the last reply, or until `now` while somebody still waits."""
    served = [seat.ended for seat in seats if seat.outcome == Outcome.SERVED and seat.ended is not None]
    if not served:
        return None
    waiting = any(seat.outcome == Outcome.WAITING for seat in seats)
    first = min(seat.clicked for seat in seats if seat.outcome != Outcome.COMING)
    lasted = (now if waiting else max(served)) - first
    return len(served) * SECOND / lasted if lasted > 0 else None


def emptied_after(samples: Sequence[Sample]) -> Figure | None:
    """When the queue was empty again for good; None where it never held anything."""
    filled = [sample for sample in samples if sample.queued > 0]
    if not filled:
        return None
    last = filled[-1]
    later = next((sample.at for sample in samples if sample.at > last.at and sample.queued == 0), None)
    return Figure(Duration(last.at if later is None else later), bound=later is None)


def usual_look(looks: Sequence[Look]) -> Figure | None:
    """The median wait of the bystander, with the same rules."""
    known = [look.took for look in looks if look.outcome == Outcome.SERVED]
    return percentile(known, [look.took for look in looks if look.outcome == Outcome.WAITING], 0.5)


def _counts(seats: Sequence[Seat]) -> Counts:
    outcomes = [seat.outcome for seat in seats]
    return Counts(
        users=len(seats),
        served=outcomes.count(Outcome.SERVED),
        waiting=outcomes.count(Outcome.WAITING),
        gave_up=outcomes.count(Outcome.GAVE_UP),
        failed=outcomes.count(Outcome.FAILED),
        coming=outcomes.count(Outcome.COMING),
    )


def _reasons(seats: Sequence[Seat]) -> tuple[tuple[str, int], ...]:
    """Why seats failed, most frequent first."""
    reasons = [seat.reason for seat in seats if seat.reason]
    return tuple(Counter(sorted(reasons)).most_common())
