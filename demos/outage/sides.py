"""The two views, and the run of each that an address names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from demos.models import Run
from demos.upload.samples import SAMPLES

SCENARIO = "outage"

Which = Literal["naive", "careful"]
NAIVE: Which = "naive"
CAREFUL: Which = "careful"
TITLES: Mapping[Which, str] = {NAIVE: "Naive view", CAREFUL: "Careful view"}


class SidesForm(forms.Form):
    """`background` is how the lab names any run of the background lane."""

    naive = forms.UUIDField(required=False)
    careful = forms.UUIDField(required=False)
    background = forms.UUIDField(required=False)
    sample = forms.ChoiceField(required=False, choices=[(sample.id, sample.title) for sample in SAMPLES])


@dataclass(frozen=True)
class Sides:
    """The ids of the runs to show, by side, and the sample that is chosen."""

    runs: Mapping[str, UUID] = field(default_factory=dict)
    sample: str = SAMPLES[0].id

    @property
    def query(self) -> str:
        return urlencode({**{side: str(run) for side, run in self.runs.items()}, "sample": self.sample})

    def with_runs(self, *runs: Run) -> "Sides":
        """The same with these runs, each on its own side."""
        return Sides({**self.runs, **{side_of(run): run.pk for run in runs}}, self.sample)


def read_sides(data: Any) -> Sides:
    """From a QueryDict; what makes no sense is left out."""
    form = SidesForm(data)
    form.is_valid()
    said = form.cleaned_data
    runs = {side: said[side] for side in (NAIVE, CAREFUL, "background") if said.get(side)}
    return Sides(runs, said.get("sample") or SAMPLES[0].id)


def side_of(run: Run) -> Which:
    return NAIVE if run.settings.get("view") == NAIVE else CAREFUL
