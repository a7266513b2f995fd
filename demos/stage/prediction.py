"""The prediction of queueing theory, beside what was measured: a curve and points. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

from demos.durations import SECOND, Duration
from demos.stage.queueing_theory import Station

STEPS = 160
HIGH = 6.0  # times the service time is what a chart is high at the least
ROOM = 1.12  # right of what the servers can bear


@dataclass(frozen=True)
class Point:
    """A lane of a test, as the prediction sees it: mean times in seconds, rates per second.

    `rate` of arrivals is None where all came at once. `response`: click to reply; `service`: in the slot.
    Of the `tasks`: what each took a worker, and how long each was in the queue before.
    """

    lane: str
    users: int
    rate: float | None
    response: float
    service: float
    tasks: int = 0
    task_service: float = 0.0
    task_wait: float = 0.0
    slots: int = 0
    workers: int = 0


@dataclass(frozen=True)
class Dot:
    """A measured or a chosen point in a chart, in percent from the left and from the top."""

    x: float
    y: float
    words: str
    outside: bool = False


@dataclass(frozen=True)
class Chart:
    """Mean time in line and in service over arrivals per second; `curve` is path data in a 1000 × 100 box."""

    key: str
    station: Station
    curve: str
    bound_x: float
    chosen: Dot | None
    measured: tuple[Dot, ...]
    most_rate: float
    most_time: Duration

    @property
    def wait(self) -> Duration:
        return Duration(self.station.mean_wait * SECOND)

    @property
    def p95(self) -> Duration:
        return Duration(self.station.wait_within(0.95) * SECOND)

    @property
    def response(self) -> Duration:
        return Duration(self.station.mean_response * SECOND)

    @property
    def service(self) -> Duration:
        return Duration(self.station.service * SECOND)

    @property
    def busy_percent(self) -> int:
        return round(self.station.utilisation * 100)

    @property
    def waiting_percent(self) -> int:
        return round(self.station.waiting_share * 100)


@dataclass(frozen=True)
class Measured:
    """A test's point for one chart: arrivals per second, mean response in seconds, how it came about."""

    rate: float
    response: float
    words: str


def chart(key: str, station: Station, measured: Sequence[Measured]) -> Chart:
    """The curve for so many servers, with the station's own rate as the chosen point."""
    most_rate = max(station.capacity * ROOM, station.rate, *(point.rate * 1.05 for point in measured), 0.0)
    most_time = max(station.service * HIGH, *(point.response * ROOM for point in measured), 0.0)
    place = _Place(most_rate, most_time)
    return Chart(
        key=key,
        station=station,
        curve=place.curve(station),
        bound_x=place.x(station.capacity),
        chosen=place.dot(station.rate, station.mean_response, "the chosen rate")
        if station.is_stable
        else None,
        measured=tuple(place.dot(point.rate, point.response, point.words) for point in measured),
        most_rate=most_rate,
        most_time=Duration(most_time * SECOND),
    )


def of_slots(points: Iterable[Point]) -> list[Measured]:
    """What the blocking lane's visitors met, where they came as a stream."""
    return [
        Measured(
            point.rate, point.response, f"{point.users} users, {_per_second(point.rate)}, {point.slots} slots"
        )
        for point in points
        if point.rate and point.lane == "blocking"
    ]


def of_workers(points: Iterable[Point]) -> list[Measured]:
    """What the background lane's tasks met: each upload is more than one."""
    return [
        Measured(
            rate := point.rate * point.tasks / point.users,
            point.task_wait + point.task_service,
            f"{point.tasks} tasks, {_per_second(rate)}, {point.workers} workers",
        )
        for point in points
        if point.rate and point.tasks
    ]


@dataclass(frozen=True)
class _Place:
    """From rates and seconds to places in a chart."""

    most_rate: float
    most_time: float

    def x(self, rate: float) -> float:
        return round(rate / self.most_rate * 100, 2)

    def y(self, seconds: float) -> float:
        return round(100 - min(seconds / self.most_time, 1.0) * 100, 2)

    def dot(self, rate: float, seconds: float, words: str) -> Dot:
        return Dot(self.x(rate), self.y(seconds), words, outside=seconds > self.most_time)

    def curve(self, station: Station) -> str:
        """As far as it stays within the chart."""
        rates = (station.capacity * step / STEPS for step in range(STEPS))
        times = ((rate, Station(station.servers, station.service, rate).mean_response) for rate in rates)
        points = [
            f"{self.x(rate) * 10:.5g} {self.y(time):.4g}"
            for rate, time in times
            if isfinite(time) and time <= self.most_time
        ]
        return f"M{'L'.join(points)}"


def _per_second(rate: float) -> str:
    return f"{rate:.3g} a second"
