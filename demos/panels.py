"""The code that just ran: both views from the running source, with what each differing line cost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import resolve, reverse
from django.utils.safestring import SafeString

from demos.courses import Course
from demos.durations import Duration
from demos.models import Run
from demos.pairs import Pair
from demos.queueing import ENQUEUE
from demos.source_code import Code, side_by_side
from demos.timeline import WEB, Step
from demos.timeline.picture import NO_MILESTONES


@dataclass(frozen=True)
class PanelLine:
    """A line of code as HTML. Where it differs from the other lane's, `took` is what it cost in this run."""

    html: SafeString
    differs: bool
    took: Duration | None


@dataclass(frozen=True)
class Panel:
    """One view: its file, from the project's root, and the line where it begins there."""

    key: str
    title: str
    file: str
    line: int
    lines: tuple[PanelLine, ...]


def panels_of(pair: Pair, scenario: str, steps_of: Mapping[str, str]) -> list[Panel]:
    """Blocking, then background: the very functions that answer at the scenario's two addresses.

    `steps_of` says how the names of the steps begin that a line does itself, by the call in it:
    {"send_confirmation(": "send email"}.
    """
    one, other = (resolve(reverse(f"demos:{scenario}_{lane.value}")).func for lane in Run.Lane)
    panels = zip(Run.Lane, side_by_side(one, other), (pair.blocking, pair.background), strict=True)
    return [_panel(lane.value, lane.label, code, course, steps_of) for lane, code, course in panels]


def panel_of(
    key: str,
    title: str,
    function: Callable[..., Any],
    beside: Callable[..., Any],
    *,
    course: Course | None = None,
    steps_of: Mapping[str, str] = NO_MILESTONES,
) -> Panel:
    """Any function, marked where it differs from the one beside it (from itself: nowhere).

    `course` is the run that it answered, if it did; `steps_of` as in `panels_of`.
    """
    return _panel(key, title, side_by_side(function, beside)[0], course, steps_of)


def _panel(key: str, title: str, code: Code, course: Course | None, steps_of: Mapping[str, str]) -> Panel:
    return Panel(key, title, code.file, code.line, tuple(_lines(code, course, steps_of)))


def _lines(code: Code, course: Course | None, steps_of: Mapping[str, str]) -> Iterator[PanelLine]:
    """The time of a differing line is that of the steps it did, or of its turn to enqueue."""
    steps = [step for step in course.lane.steps if step.place == WEB] if course else []
    enqueued = iter([step for step in steps if step.name.startswith(ENQUEUE)])
    for line in code.lines:
        works = tuple(begins for call, begins in steps_of.items() if call in line.text)
        done = [step for step in steps if line.differs and step.name.startswith(works)]
        if line.differs and not done:
            done = list(islice(enqueued, 1))
        yield PanelLine(line.html, line.differs, _took(done))


def _took(steps: list[Step]) -> Duration | None:
    """From the first one's start to the last one's end; None without any, or while one is open."""
    ends = [step.end for step in steps if step.end is not None]
    if not ends or len(ends) < len(steps):
        return None
    return Duration(max(ends) - min(step.start for step in steps))
