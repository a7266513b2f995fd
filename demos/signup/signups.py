"""What an address of the page says: the runs to show, one of each way at the most."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from demos.models import Run
from demos.signup.ways import WAYS, Way, way_of


class SignupsForm(forms.Form):
    """A parameter for each way, and `blocking`, where the address of a run elsewhere on the site leads to.

    `all`: go on with the next way when this one has replied; `next`: it is that one's turn.
    """

    blocking = forms.UUIDField(required=False)
    in_the_view = forms.UUIDField(required=False)
    sleep = forms.UUIDField(required=False)
    by_hand = forms.UUIDField(required=False)
    background = forms.UUIDField(required=False)
    all = forms.BooleanField(required=False)
    next = forms.ChoiceField(required=False, choices=[(way.id, way.title) for way in WAYS])


@dataclass(frozen=True)
class Signups:
    """The runs by the parameter that named them; `all` and `turn` as in the form."""

    runs: Mapping[str, UUID] = field(default_factory=dict)
    all: bool = False
    turn: Way | None = None

    @property
    def query(self) -> str:
        """What a reload needs: the runs, and not whose turn it was."""
        return urlencode({way: str(run) for way, run in self.runs.items()})

    def with_run(self, run: Run) -> "Signups":
        """The same with this run in its way's place."""
        return replace(self, runs={**self.runs, way_of(run).id: run.pk})


def read_signups(data: Any) -> Signups:
    """From a QueryDict. What makes no sense is left out, because an address is not worth an error page."""
    form = SignupsForm(data)
    form.is_valid()
    said = form.cleaned_data
    runs = {name: value for name, value in said.items() if isinstance(value, UUID)}
    turn = next((way for way in WAYS if way.id == said.get("next")), None)
    return Signups(runs, bool(said.get("all")), turn)
