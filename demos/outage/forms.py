"""What a presenter may choose for an outage."""

from django import forms

from demos.outage.models import Outage

SECONDS = (5, 10, 20)
USUAL_SECONDS = 10


class OutageForm(forms.Form):
    """How the queue is out of reach, and for how long."""

    how = forms.ChoiceField(choices=Outage.How.choices)
    seconds = forms.TypedChoiceField(choices=[(seconds, f"{seconds} s") for seconds in SECONDS], coerce=int)
