"""Machines whose clocks differ: by how much at least, and their steps by the web server's clock.

A span's times are those of its machine. Nothing can be taken from the queue before it was put there, and
nothing that is read now was noted later than now. Where a machine says so all the same, its clock differs.
By how much in truth nobody can tell from that; so its times are moved just as far as they must be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from demos.durations import Duration
from demos.timeline.bars import QUEUE, WEB, Step

FIRST_WAIT = "in the queue"  # begins the name of a wait that the web server began; of others a worker did
WORTH_SAYING = 50.0  # ms: clocks that are kept together over a network differ by less


@dataclass(frozen=True)
class Skew:
    """How far a machine's times are moved, ms: forwards (above 0), because its clock is behind the web
    server's by at least that much, or backwards, because it is ahead.
    """

    host: str
    ms: float

    @property
    def differs_by(self) -> Duration:
        return Duration(abs(self.ms))

    @property
    def words(self) -> str:
        """For the visitor."""
        way = "behind" if self.ms > 0 else "ahead of"
        return (
            f"The clock of the worker machine “{self.host}” is at least {self.differs_by} {way} the web "
            "server’s. Its bars are moved by that much; its waits cannot be compared with others."
        )


def host_of(place: str) -> str:
    """The machine of a worker's process: of "demos@host-2/1" host-2. "" for the web server and the queue."""
    return "" if place in {WEB, QUEUE, ""} else place.rpartition("@")[2].partition("/")[0]


def on_one_clock(steps: Sequence[Step], now: float) -> tuple[tuple[Step, ...], tuple[Skew, ...]]:
    """The steps with each machine's times moved, none of which ends before it starts, and what is worth
    saying of it. `now` is by the web server's clock, like the steps of its own.
    """
    takers = {_title(step): host_of(step.taker) for step in steps if _is_first(step)}
    begun_by = [_begun_by(step, takers) for step in steps]
    hosts = dict.fromkeys([*(host_of(step.taker) for step in steps), *begun_by])
    moves = {host: _move(host, steps, now) for host in hosts if host}
    told = tuple(Skew(host, ms) for host, ms in moves.items() if abs(ms) >= WORTH_SAYING)
    moved = (_moved(step, by, moves) for step, by in zip(steps, begun_by, strict=True))
    return tuple(moved), told


def _is_first(step: Step) -> bool:
    return step.place == QUEUE and step.name.startswith(FIRST_WAIT)


def _title(wait: Step) -> str:
    """Of the task that waits: "in the queue: email", "trying again: email"."""
    return wait.name.partition(": ")[2]


def _begun_by(step: Step, takers: Mapping[str, str]) -> str:
    """The machine whose clock a start is by: a task that waits again was begun by whoever had it before."""
    if step.place == QUEUE and not _is_first(step):
        return takers.get(_title(step), "")
    return host_of(step.place)


def _move(host: str, steps: Sequence[Step], now: float) -> float:
    """As little as it takes, ms. That no task is taken before it was queued counts more than what is now."""
    firsts = [step for step in steps if _is_first(step)]
    own = [step for step in steps if host_of(step.place) == host]
    taken = [
        (wait.start, wait.end) for wait in firsts if host_of(wait.taker) == host and wait.end is not None
    ]
    began = [step.start for step in own]
    early = [queued - end for queued, end in taken]
    if firsts and began:
        early.append(min(wait.start for wait in firsts) - min(began))
    if max(early, default=0.0) > 0:
        return max(early)
    noted = [*began, *(end for _, end in taken), *(step.end for step in own if step.end is not None)]
    return min(0.0, now - max(noted, default=now))


def _moved(step: Step, begun_by: str, moves: Mapping[str, float]) -> Step:
    """A wait begins by one clock and ends by another's."""
    start = step.start + moves.get(begun_by, 0.0)
    if step.end is None:
        return replace(step, start=start)
    end = step.end + moves.get(host_of(step.taker or step.place), 0.0)
    return replace(step, start=start, end=max(start, end))
