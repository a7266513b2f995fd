"""The two ways to queue a task from within a transaction, and the run of each that an address names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from demos.models import Run

SCENARIO = "early"

Which = Literal["before", "after"]
BEFORE: Which = "before"
AFTER: Which = "after"
TITLES: Mapping[Which, str] = {BEFORE: "Queued before the COMMIT", AFTER: "Queued after the COMMIT"}
BUTTONS: Mapping[Which, str] = {BEFORE: "Book, and queue at once", AFTER: "Book, and queue on COMMIT"}


class SidesForm(forms.Form):
    """`background` is how the lab names any run of the background lane."""

    before = forms.UUIDField(required=False)
    after = forms.UUIDField(required=False)
    background = forms.UUIDField(required=False)


@dataclass(frozen=True)
class Sides:
    """The ids of the runs to show, by side. Which side a run is really of, its own settings say."""

    runs: Mapping[str, UUID] = field(default_factory=dict)

    @property
    def query(self) -> str:
        return urlencode({side: str(run) for side, run in self.runs.items()})

    def with_run(self, run: Run) -> "Sides":
        """The same with this run on its side."""
        return Sides({**self.runs, side_of(run): run.pk})


def read_sides(data: Any) -> Sides:
    """From a QueryDict; what makes no sense is left out."""
    form = SidesForm(data)
    form.is_valid()
    return Sides({side: run for side, run in form.cleaned_data.items() if run})


def side_of(run: Run) -> Which:
    return AFTER if run.settings.get("view") == AFTER else BEFORE
