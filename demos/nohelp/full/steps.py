"""The experiment in order: measure, fill the processor, measure again. Each reply leads to the next step."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms

from demos.models import Run


@dataclass(frozen=True)
class Step:
    """`number` from 1; `page` is the name of the address it posts to."""

    number: int
    title: str
    page: str
    needs_full: bool = False


STEPS = (
    Step(1, "Measure the blocking lane", "demos:nohelp_full_blocking"),
    Step(2, "Measure the background lane", "demos:nohelp_full_background"),
    Step(3, "Fill the processor", "demos:nohelp_full_fill"),
    Step(4, "Measure the blocking lane again", "demos:nohelp_full_blocking", needs_full=True),
    Step(5, "Measure the background lane again", "demos:nohelp_full_background", needs_full=True),
)


class StepForm(forms.Form):
    """Which step a request is, or which one is next."""

    step = forms.TypedChoiceField(required=False, choices=[(s.number, s.title) for s in STEPS], coerce=int)


def read_step(data: Any) -> Step | None:
    """From a QueryDict; None for a request that is no part of the experiment."""
    form = StepForm(data)
    form.is_valid()
    return next((step for step in STEPS if step.number == form.cleaned_data.get("step")), None)


def after(step: Step | None) -> Step | None:
    """None after the last one."""
    return next((s for s in STEPS if step and s.number == step.number + 1), None)


def is_due(step: Step, runs: Collection[Run], *, full: bool) -> bool:
    """Whether it can begin: everything before it is over, and the processor is as it has to be."""
    return all(run.settled for run in runs) and (full or not step.needs_full)
