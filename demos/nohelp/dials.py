"""What may be set for the tiny tasks: checked in a form, kept in the run and in the address."""

from typing import Any

from django import forms

TITLES = (1, 20, 50)
USUAL_TITLES = 1


ROUNDS = 10  # of both lanes


class TitlesForm(forms.Form):
    """How many titles; the usual number where nothing is said. `left`: how many more runs are to follow."""

    left = forms.IntegerField(required=False, min_value=0, max_value=2 * ROUNDS - 1)
    titles = forms.TypedChoiceField(
        required=False, choices=[(number, number) for number in TITLES], coerce=int
    )

    @property
    def number(self) -> int:
        """Of a form that was checked; the usual number where what it said makes no sense."""
        return self.cleaned_data.get("titles") or USUAL_TITLES

    @property
    def runs_left(self) -> int:
        """0 where it says none, or nonsense."""
        return self.cleaned_data.get("left") or 0


def read_titles(data: Any) -> TitlesForm:
    """From the address, a QueryDict: a form that was checked."""
    form = TitlesForm(data)
    form.is_valid()
    return form
