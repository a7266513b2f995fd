"""One run as its page shows it: its rows, read once, turned into what a timeline draws."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from demos.durations import Duration
from demos.models import Run, Span
from demos.queueing import TRYING_AGAIN
from demos.resending import may_send_again
from demos.timeline import Lane, Step
from demos.timeline.clocks import Skew, on_one_clock

REPLIES = {Run.Lane.BLOCKING: HTTPStatus.OK, Run.Lane.BACKGROUND: HTTPStatus.ACCEPTED}
SENDS = "send "  # begins the name of a step that gives a letter to the mail sink
NUMBER = re.compile(r"(try )?\d+")


@dataclass(frozen=True)
class Course:
    """A run in its lane.

    `replied` is when the reply left the server; `wait` is what the browser measured, else the same. `skews`:
    the machines whose clocks were found to differ; the times of the lane are as if all had the same.
    """

    run: Run
    lane: Lane
    replied: Duration | None
    wait: Duration | None
    in_browser: bool
    skews: tuple[Skew, ...] = ()

    @property
    def reply(self) -> str:
        """For example "202 Accepted", as it was sent; in older rows and records it was not noted."""
        if self.run.reply_status is None and self.failed and self.run.lane == Run.Lane.BLOCKING:
            return "an error"
        status = HTTPStatus(self.run.reply_status or REPLIES[Run.Lane(self.run.lane)])
        return f"{status.value} {status.phrase}"

    @property
    def sent(self) -> str:
        """What the flag says of the moment the reply left."""
        return f"{self.reply} sent"

    @property
    def settled(self) -> bool:
        """Nothing more will happen to it."""
        return self.run.settled

    def waited(self, *, in_browser: bool) -> Duration:
        """The wait as one of the two measured it; none is no wait."""
        return (self.wait if in_browser else self.replied) or Duration(0.0)

    @property
    def done(self) -> Duration | None:
        """How long until everything was done, from its start; None while something is still to come."""
        return Duration(self.lane.last_moment) if self.settled else None

    @property
    def processor(self) -> Duration | None:
        """How much processor all of it took; None before it is over, and where it was not measured."""
        used = self.lane.processor if self.settled else None
        return None if used is None else Duration(used)

    @property
    def won(self) -> bool:
        """It did all that it should."""
        return self.run.status == Run.Status.DONE and self.replied is not None

    @property
    def may_send_again(self) -> bool:
        """What it lacks is its letter, which the mail server did not take."""
        return may_send_again(self.run)

    @property
    def failed(self) -> bool:
        return self.run.status == Run.Status.FAILED


def course_of(run: Run, now: datetime, *, measured: float = 0.0) -> Course:
    """The run as it is `now`; `measured` is the wait that the browser saw, ms."""
    arrivals = [since(run, letter.arrived_at) for letter in run.letters.all()]
    lane, skews = lane_of(
        [_step(span, run) for span in run.spans.all()],
        run.response_ms,
        since(run, now),
        arrivals,
        failed=run.status == Run.Status.FAILED,
    )
    replied = None if run.response_ms is None else Duration(run.response_ms)
    in_browser = replied is not None and measured >= replied.ms  # no browser can have waited less
    wait = Duration(measured) if in_browser else replied
    return Course(run, lane, replied, wait, in_browser, skews)


def lane_of(
    steps: Sequence[Step],
    replied: float | None,
    now: float,
    arrivals: Sequence[float],
    *,
    failed: bool = False,
) -> tuple[Lane, tuple[Skew, ...]]:
    """The steps as they were measured, by the clocks of several machines, as a lane by one clock.

    `failed`: the run was given up.
    """
    told, skews = on_one_clock(steps, now)
    reached = [_reached(step, arrivals) if step.name.startswith(SENDS) else step for step in told]
    return Lane(tuple(_judged(step, reached, failed=failed) for step in reached), replied, now), skews


def since(run: Run, moment: datetime) -> float:
    """Milliseconds from the run's start; never less than 0."""
    return max(0.0, measured_since(run, moment))


def measured_since(run: Run, moment: datetime) -> float:
    """The same as it was measured: below 0 where another machine's clock is behind."""
    return (moment - run.started_at).total_seconds() * 1000


def delivery(start: float, end: float | None, arrivals: Iterable[float]) -> float | None:
    """When the mail sink had the letter that was sent from `start` to `end`; its sender hears of it later."""
    return next((moment for moment in arrivals if end is not None and start <= moment <= end), None)


def step_number(name: str) -> str:
    """Of the sizes, or the tries: what a narrow bar still has room for."""
    number = NUMBER.search(name)
    return number[0] if number else ""


def _step(span: Span, run: Run) -> Step:
    return Step(
        name=span.name,
        kind=span.kind,
        place=span.place,
        start=measured_since(run, span.started_at),
        end=None if span.ended_at is None else measured_since(run, span.ended_at),
        simulated=span.simulated_ms,
        short=step_number(span.name),
        processor=span.processor_ms,
        taker=span.taken_by,
    )


def _reached(step: Step, arrivals: Sequence[float]) -> Step:
    return replace(step, reached=delivery(step.start, step.end, arrivals))


def _judged(step: Step, steps: Sequence[Step], *, failed: bool) -> Step:
    """Whether its letter was sent in vain: it is tried again after that, or was not any more."""
    if not step.name.startswith(SENDS) or step.end is None or step.reached is not None:
        return step
    again = f"{TRYING_AGAIN}: {step.name.removeprefix(SENDS)}"
    after = [other.name for other in steps if other.start > step.start]
    return replace(step, in_vain=again in after or (failed and step.name not in after))
