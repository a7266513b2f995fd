"""What may be chosen: whether the task may safely be done twice, and how long it goes on."""

from typing import Any

from django import forms

SECONDS = (4, 6, 8)
USUAL_SECONDS = 6
SAFE, UNSAFE = "safe", "unsafe"
TWICE = ((SAFE, "Safe to do twice"), (UNSAFE, "Not safe"))
MAIL_DELAY_MS = 300


class OrderForm(forms.Form):
    """Nothing said means the usual."""

    twice = forms.ChoiceField(required=False, choices=TWICE)
    seconds = forms.TypedChoiceField(
        required=False, choices=[(n, f"{n} s") for n in SECONDS], coerce=int, empty_value=None
    )

    @property
    def settings(self) -> dict[str, Any]:
        """As the run keeps it; of a valid form."""
        return {
            "safe": self.cleaned_data["twice"] != UNSAFE,
            "seconds": self.cleaned_data["seconds"] or USUAL_SECONDS,
            "mail_delay_ms": MAIL_DELAY_MS,
        }
