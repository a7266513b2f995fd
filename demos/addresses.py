"""What an address of the page says: which runs to show, and what the browser measured of them.

For example `?blocking=<uuid>&blocking_wait=<ms>`: a reload shows the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms

from demos.models import Run
from demos.series import MOST_ROUNDS, WARM_UP

TEN_MINUTES = 600_000.0


class AddressForm(forms.Form):
    """The parameters; each may be missing."""

    blocking = forms.UUIDField(required=False)
    background = forms.UUIDField(required=False)
    blocking_wait = forms.FloatField(required=False, min_value=0, max_value=TEN_MINUTES)
    background_wait = forms.FloatField(required=False, min_value=0, max_value=TEN_MINUTES)
    pending = forms.ChoiceField(required=False, choices=Run.Lane.choices)
    axis = forms.FloatField(required=False, min_value=0, max_value=TEN_MINUTES)
    series = forms.UUIDField(required=False)
    round = forms.IntegerField(required=False, min_value=WARM_UP, max_value=MOST_ROUNDS)


@dataclass(frozen=True)
class Address:
    """By lane: the ids of the runs, and the waits that the browser measured for them, ms.

    While they run, `pending` are the lanes whose reply has not come; the picture has an axis of `axis` ms
    at the least. Or a `series`: one round of it, else the median of its runs.
    """

    runs: Mapping[str, UUID] = field(default_factory=dict)
    waits: Mapping[str, float] = field(default_factory=dict)
    pending: frozenset[str] = frozenset()
    axis: float = 0.0
    series: UUID | None = None
    round: int | None = None

    @property
    def query(self) -> str:
        """Runs and waits as a query string: what a reload needs."""
        if self.series:
            return urlencode({"series": self.series} | ({} if self.round is None else {"round": self.round}))
        waits = {f"{lane}_wait": f"{ms:.1f}" for lane, ms in self.waits.items()}
        return urlencode({lane: str(run) for lane, run in self.runs.items()} | waits)

    def with_run(self, run: Run) -> "Address":
        """The same pair with this run in its lane, not yet measured by a browser."""
        others = {lane: ms for lane, ms in self.waits.items() if lane != run.lane}
        return replace(self, runs={**self.runs, run.lane: run.pk}, waits=others)


def read_address(data: Any) -> Address:
    """From a QueryDict. What makes no sense is left out, because an address is not worth an error page."""
    form = AddressForm(data)
    form.is_valid()
    said = form.cleaned_data
    waits = {lane: said.get(f"{lane}_wait") for lane in Run.Lane.values}
    return Address(
        runs={lane: said[lane] for lane in Run.Lane.values if said.get(lane)},
        waits={lane: wait for lane, wait in waits.items() if wait is not None},
        pending=frozenset(filter(None, [said.get("pending")])),
        axis=said.get("axis") or 0.0,
        series=said.get("series"),
        round=said.get("round"),
    )
