"""The same work, on a processor that was idle and on one that was full: what each run measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from demos.courses import Course
from demos.durations import Duration
from demos.models import Run
from demos.nohelp.full.crunching import CRUNCH
from demos.timeline import WEB, Step

IDLE, FULL = "idle", "full"  # the processor
STATES = (IDLE, FULL)


class RunsForm(forms.Form):
    """A parameter for each reading, and `blocking` or `background`, where an address elsewhere leads to."""

    idle_blocking = forms.UUIDField(required=False)
    idle_background = forms.UUIDField(required=False)
    full_blocking = forms.UUIDField(required=False)
    full_background = forms.UUIDField(required=False)
    blocking = forms.UUIDField(required=False)
    background = forms.UUIDField(required=False)


@dataclass(frozen=True)
class Runs:
    """The runs to show, by the parameter that named them."""

    runs: Mapping[str, UUID] = field(default_factory=dict)

    @property
    def query(self) -> str:
        return urlencode({name: str(run) for name, run in self.runs.items()})

    def with_run(self, run: Run) -> "Runs":
        """The same with this run in its place."""
        return replace(self, runs={**self.runs, key_of(run): run.pk})


def read_runs(data: Any) -> Runs:
    """From a QueryDict. What makes no sense is left out, because an address is not worth an error page."""
    form = RunsForm(data)
    form.is_valid()
    return Runs({name: value for name, value in form.cleaned_data.items() if value})


def key_of(run: Run) -> str:
    """The parameter that names it."""
    return f"{run.settings['processor']}_{run.lane}"


@dataclass(frozen=True)
class Reading:
    """One lane in one state of the processor. `course` is None before it has run there."""

    state: str
    lane: Run.Lane
    course: Course | None

    @property
    def waited(self) -> Duration | None:
        """Until the reply."""
        return self.course.wait if self.course else None

    @property
    def work(self) -> Duration | None:
        """How long the work took, by the clock."""
        step = self._step
        return Duration(step.end - step.start) if step and step.end is not None else None

    @property
    def processor(self) -> Duration | None:
        """How much processor time it took."""
        step = self._step
        return Duration(step.processor) if step and step.processor is not None else None

    @property
    def ready(self) -> Duration | None:
        """When the visitor has the result: with the reply, or when the worker is done."""
        step = self._step
        if self.lane == Run.Lane.BLOCKING or step is None or step.end is None:
            return self.waited if self.lane == Run.Lane.BLOCKING else None
        return Duration(step.end)

    @property
    def _step(self) -> Step | None:
        steps = self.course.lane.steps if self.course else ()
        at = [s for s in steps if s.name == CRUNCH and (s.place == WEB) is (self.lane == Run.Lane.BLOCKING)]
        return at[-1] if at else None


@dataclass(frozen=True)
class Longer:
    """How many times as long the work took on the full processor, in one lane."""

    lane: Run.Lane
    idle: Duration
    full: Duration

    @property
    def times(self) -> str:
        return f"{self.full.ms / self.idle.ms:.1f}"


def longer(readings: Mapping[tuple[str, str], Reading], lane: Run.Lane) -> Longer | None:
    """None before both have been measured."""
    idle, full = readings[IDLE, lane].work, readings[FULL, lane].work
    return Longer(lane, idle, full) if idle and full and idle.ms else None
