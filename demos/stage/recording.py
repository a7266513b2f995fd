"""What is seen of a load test, as it is kept, sent and replayed. Pure values; all times in milliseconds.

The times of a lane count from the moment when its first user was let go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

VERSION = 1


class Outcome(StrEnum):
    """What has become of a user's click."""

    COMING = "coming"  # has not clicked yet
    WAITING = "waiting"
    SERVED = "served"
    GAVE_UP = "gave up"  # no reply came within the time there was: the wait would have been longer
    FAILED = "failed"  # an error came instead of the reply: this is no wait


@dataclass(frozen=True, slots=True)
class Seat:
    """One user: when it `clicked`, when it `ended` (None until then), the `reason` of a failure.

    `guest` is the phone of the class that it is; 0 for a simulated user.
    """

    outcome: Outcome
    clicked: float
    ended: float | None = None
    reason: str = ""
    guest: int = 0

    def wait(self, now: float) -> float:
        """From the click to the end, or until `now`."""
        return max(0.0, (now if self.ended is None else self.ended) - self.clicked)


@dataclass(frozen=True, slots=True)
class Look:
    """The bystander opened a page `at`; it `took` so long until it came, or failed, or the lane ended."""

    at: float
    took: float
    outcome: Outcome = Outcome.SERVED


@dataclass(frozen=True, slots=True)
class Sample:
    """A moment of the parts that are measured from outside: tasks in the queue, and what each slot holds.

    `queued` are all tasks that are not done, also those in a worker's hands; -1 where nobody could say.
    `slots`: the lane of the request in each slot of the stage, "page" for any other, "" for a free slot.
    """

    at: float
    queued: int
    slots: tuple[str, ...]

    @property
    def all_taken(self) -> bool:
        """Whoever comes now has to wait."""
        return bool(self.slots) and all(self.slots)


@dataclass(frozen=True, slots=True)
class Service:
    """How long the servers themselves took, without any line: `count` of them, their mean in ms.

    `wait` is the mean time before it, where it was measured: in the queue, for the tasks.
    """

    count: int
    mean: float
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class LanePlay:
    """One lane of a load test, so far (`now`) or in full.

    `over`: everybody's wait has ended. `idle` are the bystander's waits before anybody clicked.
    `requests`: what the stage did in its slots; `tasks`: what the workers did.
    """

    lane: str
    now: float
    over: bool
    seats: tuple[Seat, ...]
    looks: tuple[Look, ...] = ()
    samples: tuple[Sample, ...] = ()
    idle: tuple[float, ...] = ()
    requests: Service | None = None
    tasks: Service | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """A load test: its lanes in the order in which they were played. `doing` says what it is at, in words."""

    lanes: tuple[LanePlay, ...] = ()
    doing: str = ""
    version: int = VERSION

    def lane(self, lane: str) -> LanePlay | None:
        """That lane, if it was played."""
        return next((play for play in self.lanes if play.lane == lane), None)


_json = TypeAdapter(Recording)


def to_json(recording: Recording) -> bytes:
    """The recording as a JSON object whose keys are the names above."""
    return _json.dump_json(recording)


def from_json(text: bytes | str) -> Recording:
    """Raises pydantic.ValidationError where it is no recording."""
    return _json.validate_json(text)


def to_values(recording: Recording) -> dict[str, Any]:
    """Likewise as plain values of JSON."""
    values: dict[str, Any] = _json.dump_python(recording, mode="json")
    return values


def from_values(values: Mapping[str, Any]) -> Recording:
    """Raises pydantic.ValidationError where they are no recording."""
    return _json.validate_python(values)


def waits_of(seats: Sequence[Seat], now: float) -> tuple[list[float], list[float]]:
    """The waits that are known in full, and those of which only a lower bound is known."""
    known = [seat.wait(now) for seat in seats if seat.outcome == Outcome.SERVED]
    at_least = [seat.wait(now) for seat in seats if seat.outcome in {Outcome.WAITING, Outcome.GAVE_UP}]
    return known, at_least
