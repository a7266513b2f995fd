"""What may be set on the page of the order: checked in a form, kept in the run and in the address."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

from demos.order.luck import LEAST_LUCK, MOST_LUCK
from demos.order.tickets import MOST_SEATS, TICKETS, Ticket, find_ticket

LATENCIES = (100, 600, 1500)  # ms, there and back
FAILURES = (0, 25, 50, 75, 100)  # percent of the tries
WITH_KEY, WITHOUT_KEY = "with", "without"


@dataclass(frozen=True)
class Dials:
    """`latency_ms` and `failure_percent` are the pretend provider's; `luck` says which tries fail."""

    ticket: str = TICKETS[0].id
    seats: int = 2
    latency_ms: int = 600
    failure_percent: int = 50
    luck: int = 17
    key: str = WITH_KEY

    @property
    def query(self) -> str:
        return urlencode(asdict(self))

    @property
    def with_key(self) -> bool:
        return self.key == WITH_KEY

    @property
    def chosen(self) -> Ticket:
        return find_ticket(self.ticket)

    @property
    def cents(self) -> int:
        """What the order costs."""
        return self.chosen.cents * self.seats


class DialsForm(forms.Form):
    """Each may be missing, and has its usual value then."""

    ticket = forms.ChoiceField(required=False, choices=[(ticket.id, ticket.title) for ticket in TICKETS])
    seats = forms.IntegerField(required=False, min_value=1, max_value=MOST_SEATS)
    latency_ms = forms.TypedChoiceField(required=False, choices=[(ms, ms) for ms in LATENCIES], coerce=int)
    failure_percent = forms.TypedChoiceField(
        required=False, choices=[(percent, percent) for percent in FAILURES], coerce=int
    )
    luck = forms.IntegerField(required=False, min_value=LEAST_LUCK, max_value=MOST_LUCK)
    key = forms.ChoiceField(required=False, choices=[(WITH_KEY, ""), (WITHOUT_KEY, "")])

    @property
    def dials(self) -> Dials:
        """Of a form that was checked; what is missing, or makes no sense, has its usual value."""
        said = {name: self.cleaned_data.get(name) for name in asdict(Dials())}
        return Dials(**{name: value for name, value in said.items() if value not in {None, ""}})


def read_dials(data: Any) -> Dials:
    """From the address: a QueryDict."""
    form = DialsForm(data)
    form.is_valid()
    return form.dials
