"""One run as its page shows it: its rows, read once, turned into what a timeline draws."""

import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from demos.durations import Duration
from demos.models import Run, Span
from demos.queueing import ENQUEUE, IN_QUEUE
from demos.timeline import Lane, Step

REPLIES = {Run.Lane.BLOCKING: HTTPStatus.OK, Run.Lane.BACKGROUND: HTTPStatus.ACCEPTED}
NUMBER = re.compile(r"(try )?\d+")


@dataclass(frozen=True)
class Course:
    """A run in its lane.

    `replied` is when the reply left the server; `wait` is what the browser measured, else the same.
    """

    run: Run
    lane: Lane
    replied: Duration | None
    wait: Duration | None
    in_browser: bool

    @property
    def reply(self) -> str:
        """For example "202 Accepted". Only a blocking reply can tell that the work has failed."""
        if self.failed and self.run.lane == Run.Lane.BLOCKING:
            return "an error"
        status = REPLIES[Run.Lane(self.run.lane)]
        if self._was_unqueued:
            status = HTTPStatus.SERVICE_UNAVAILABLE
        return f"{status.value} {status.phrase}"

    @property
    def _was_unqueued(self) -> bool:
        """The queue could not be reached when the reply left: a task got into it only later, if at all."""
        replied = self.replied.ms if self.replied else 0.0
        tried = [step.name.removeprefix(ENQUEUE) for step in self.lane.steps if step.name.startswith(ENQUEUE)]
        late = any(self._first_queued(title) > replied for title in tried)
        return late or self.run.status == Run.Status.UNQUEUED

    def _first_queued(self, title: str) -> float:
        """When the task of that title got into the queue for the first time, ms; 0 where it never did."""
        waits = [step.start for step in self.lane.steps if step.name == f"{IN_QUEUE}: {title}"]
        return min(waits, default=0.0)

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
    def failed(self) -> bool:
        return self.run.status == Run.Status.FAILED


def course_of(run: Run, now: datetime, *, measured: float = 0.0) -> Course:
    """The run as it is `now`; `measured` is the wait that the browser saw, ms."""
    lane = Lane(tuple(_step(span, run) for span in run.spans.all()), run.response_ms, since(run, now))
    replied = None if run.response_ms is None else Duration(run.response_ms)
    in_browser = replied is not None and measured >= replied.ms  # no browser can have waited less
    wait = Duration(measured) if in_browser else replied
    return Course(run, lane, replied, wait, in_browser)


def since(run: Run, moment: datetime) -> float:
    """Milliseconds from the run's start; never less than 0."""
    return max(0.0, (moment - run.started_at).total_seconds() * 1000)


def _step(span: Span, run: Run) -> Step:
    number = NUMBER.search(span.name)  # of the sizes, or the tries: what a narrow bar still has room for
    return Step(
        name=span.name,
        kind=span.kind,
        place=span.place,
        start=since(run, span.started_at),
        end=None if span.ended_at is None else since(run, span.ended_at),
        simulated=span.simulated_ms,
        short=number[0] if number else "",
        processor=span.processor_ms,
    )
