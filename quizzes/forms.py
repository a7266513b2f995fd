"""What a learner may say beside an answer, and of how an attempt goes."""

from datetime import timedelta

from django import forms

from quizzes.attempts import Terms
from quizzes.models import Confidence, Mode

MOST_MINUTES = 240
SEED_BITS = 32
LIMIT = f"Write a whole number of minutes from 1 to {MOST_MINUTES}, or leave it empty."
SEED = "Write the number of an earlier test, or leave it empty."


class TermsForm(forms.Form):
    """Practice, unless an exam is asked for. A limit is for an exam only."""

    mode = forms.ChoiceField(choices=Mode.choices, required=False)
    minutes = forms.IntegerField(
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), LIMIT),
    )
    seed = forms.IntegerField(
        min_value=0,
        max_value=2**SEED_BITS - 1,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), SEED),
    )

    @property
    def terms(self) -> Terms:
        """What a valid form says."""
        mode = Mode(self.cleaned_data["mode"] or Mode.PRACTICE)
        minutes = self.cleaned_data["minutes"] if mode == Mode.EXAM else None
        return Terms(mode, timedelta(minutes=minutes) if minutes else None)


class ConfidenceForm(forms.Form):
    """Asked lightly: anything but one of the three is as if nothing had been said."""

    confidence = forms.ChoiceField(choices=Confidence.choices, required=False)

    @property
    def said(self) -> str:
        return str(self.cleaned_data.get("confidence", "")) if self.is_valid() else ""
