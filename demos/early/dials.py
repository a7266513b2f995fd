"""What may be set: how long the transaction stays open after the task is queued, and how many tries."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

LONGEST_GAP_MS = 2000
TRIES = (1, 5, 20)
MOST_OPEN_MS = 5000  # all gaps of one run together: so long may other people's writing have to wait


class DialsForm(forms.Form):
    """Each may be missing."""

    gap_ms = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_GAP_MS)
    tries = forms.TypedChoiceField(
        required=False, choices=[(tries, str(tries)) for tries in TRIES], coerce=int, empty_value=None
    )


@dataclass(frozen=True)
class Dials:
    """The gap between queueing and COMMIT, ms; `tries` is how many were asked for."""

    gap_ms: int = 300
    tries: int = 1

    @property
    def tries_allowed(self) -> int:
        """As many of them as may be made with that gap."""
        return min(self.tries, max(1, MOST_OPEN_MS // max(1, self.gap_ms)))

    @property
    def open_ms(self) -> int:
        """How long the transactions of all tries are kept open, together."""
        return self.gap_ms * self.tries_allowed

    @property
    def query(self) -> str:
        return urlencode(asdict(self))


def read_dials(data: Any) -> Dials:
    """From a QueryDict; what is missing or makes no sense has its usual value."""
    form = DialsForm(data)
    form.is_valid()
    return Dials(**{name: value for name, value in form.cleaned_data.items() if value is not None})
