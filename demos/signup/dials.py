"""What may be set on the page of the sign-up: checked in a form, kept in the run and in the address."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

from demos.mail import LONGEST_DELAY_MS

UP, DOWN = "up", "down"
DOWN_MS = 2000  # from the sign-up on; within the pauses between a task's tries
NAME_LENGTH = 40


@dataclass(frozen=True)
class Dials:
    """`mail_delay_ms` is how slow the way to the mail server is said to be, and how long the view sleeps."""

    name: str = "Sam"
    mail_delay_ms: int = 1500
    mail_server: str = UP

    @property
    def query(self) -> str:
        return urlencode(asdict(self))

    @property
    def is_down(self) -> bool:
        """Whether the mail server is said to be down at first."""
        return self.mail_server == DOWN


class SignUpForm(forms.Form):
    """Each may be missing, and has its usual value then."""

    name = forms.CharField(required=False, max_length=NAME_LENGTH)
    mail_delay_ms = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_DELAY_MS)
    mail_server = forms.ChoiceField(required=False, choices=[(UP, "slow"), (DOWN, "down at first")])

    def clean_name(self) -> str:
        """As it may stand in a letter: no control characters."""
        return "".join(filter(str.isprintable, self.cleaned_data["name"])).strip()

    @property
    def dials(self) -> Dials:
        """Of a form that was checked; what is missing, or makes no sense, has its usual value."""
        said = {name: self.cleaned_data.get(name) for name in asdict(Dials())}
        return Dials(**{name: value for name, value in said.items() if value not in {None, ""}})


def read_dials(data: Any) -> Dials:
    """From the address: a QueryDict."""
    form = SignUpForm(data)
    form.is_valid()
    return form.dials
