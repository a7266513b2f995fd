"""One race as its page shows it: the rows of its runs, read once, turned into what the templates draw."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db.models import QuerySet

from demos.durations import Duration
from demos.models import Run, Span
from demos.queueing import IN_QUEUE
from demos.timeline import Lane, Line, Picture, Step, draw, table_for
from demos.timeline.axis import HEADROOM
from demos.upload.page.address import Address
from demos.upload.page.summary import Summary, summary_of

REPLIES = {Run.Lane.BLOCKING: HTTPStatus.OK, Run.Lane.BACKGROUND: HTTPStatus.ACCEPTED}
SETTLED = {Run.Status.DONE, Run.Status.FAILED}
MILESTONES = {"resize 96 px": "all four sizes ready", "send email": "email delivered"}
RESIZE = re.compile(r"resize (?P<size>\d+) px")
AT_LEAST = 500.0  # ms: while nothing slow has happened yet, a sliver should look like one


@dataclass(frozen=True)
class Course:
    """One lane of the race.

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
        waits = [step for step in self.lane.steps if step.name.startswith(IN_QUEUE)]
        return self.run.status == Run.Status.UNQUEUED or any(wait.start > replied for wait in waits)

    @property
    def sent(self) -> str:
        """What the flag says of the moment the reply left."""
        return f"{self.reply} sent"

    @property
    def settled(self) -> bool:
        """Nothing more will happen to it."""
        return self.run.status in SETTLED

    def waited(self, *, in_browser: bool) -> Duration:
        """The wait as one of the two measured it; none is no wait."""
        return (self.wait if in_browser else self.replied) or Duration(0.0)

    @property
    def won(self) -> bool:
        """It did all that it should."""
        return self.run.status == Run.Status.DONE and self.replied is not None

    @property
    def failed(self) -> bool:
        return self.run.status == Run.Status.FAILED


@dataclass(frozen=True)
class Race:
    """Everything about one or two runs that a page shows."""

    blocking: Course | None
    background: Course | None
    timeline: Picture
    table: tuple[Line, ...]
    summary: Summary | None

    @property
    def courses(self) -> tuple[Course, ...]:
        return tuple(course for course in (self.blocking, self.background) if course)

    @property
    def won(self) -> bool:
        """Both lanes did all that they should."""
        return bool(self.blocking and self.background and self.blocking.won and self.background.won)

    @property
    def settled(self) -> bool:
        return all(course.settled for course in self.courses)


def race_at(address: Address, visitor: UUID, now: datetime) -> Race:
    """The race that an address names, as far as its runs belong to this visitor. Four queries."""
    runs = _runs_of(address, visitor) if address.runs else ()
    courses = {run.lane: _course(run, address.waits, now) for run in runs}
    blocking, background = courses.get(Run.Lane.BLOCKING), courses.get(Run.Lane.BACKGROUND)
    lanes = [_lane(which, courses, address) for which in Run.Lane.values]
    return Race(
        blocking=blocking,
        background=background,
        timeline=draw(*lanes, milestones=MILESTONES, at_least=max(address.axis / HEADROOM, AT_LEAST)),
        table=table_for(*lanes),
        summary=_summary(blocking, background),
    )


def _lane(which: str, courses: Mapping[str, Course], address: Address) -> Lane | None:
    """What to draw of a lane: its run, or a bar that waits to grow while its reply is still pending."""
    if which in courses:
        return courses[which].lane
    return Lane((), None, 0.0) if which in address.pending else None


def _runs_of(address: Address, visitor: UUID) -> QuerySet[Run]:
    runs = Run.objects.filter(visitor=visitor, pk__in=address.runs.values())
    return runs.prefetch_related("spans", "pictures", "letters")


def _course(run: Run, waits: Mapping[str, float], now: datetime) -> Course:
    lane = Lane(tuple(_step(span, run) for span in run.spans.all()), run.response_ms, _ms(now, run))
    replied = None if run.response_ms is None else Duration(run.response_ms)
    measured = waits.get(run.lane, 0.0)
    in_browser = replied is not None and measured >= replied.ms  # no browser can have waited less
    wait = Duration(measured) if in_browser else replied
    return Course(run, lane, replied, wait, in_browser)


def _step(span: Span, run: Run) -> Step:
    resized = RESIZE.fullmatch(span.name)
    return Step(
        name=span.name,
        kind=span.kind,
        place=span.place,
        start=_ms(span.started_at, run),
        end=None if span.ended_at is None else _ms(span.ended_at, run),
        simulated=span.simulated_ms,
        short=resized["size"] if resized else "",
    )


def _ms(moment: datetime, run: Run) -> float:
    return max(0.0, (moment - run.started_at).total_seconds() * 1000)


def _summary(blocking: Course | None, background: Course | None) -> Summary | None:
    """Only of two lanes that had the same to do and did it, by waits that were measured in the same place."""
    if not (blocking and background and blocking.won and background.won):
        return None
    if not _alike(blocking.run, background.run):
        return None
    in_browser = blocking.in_browser and background.in_browser
    return summary_of(
        (blocking.lane, background.lane),
        (blocking.waited(in_browser=in_browser), background.waited(in_browser=in_browser)),
        together=_overlap(blocking.run, background.run),
        in_browser=in_browser,
        mail_delay_ms=blocking.run.mail_delay_ms,
    )


def _alike(one: Run, other: Run) -> bool:
    return (one.photo_name, one.mail_delay_ms) == (other.photo_name, other.mail_delay_ms)


def _overlap(one: Run, other: Run) -> bool:
    first, second = sorted((one, other), key=lambda run: run.started_at)
    return _ms(second.started_at, first) < (first.response_ms or 0.0)
