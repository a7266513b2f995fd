"""What may be chosen: how long a task may wait before nobody needs it any more."""

from django import forms

PATIENCE = {600: "10 minutes", 10: "10 seconds"}  # the longest pause, and what a class has the time to see
USUAL_PATIENCE = 600


class PhotosForm(forms.Form):
    """Nothing said means the usual."""

    expires_s = forms.TypedChoiceField(
        required=False, choices=list(PATIENCE.items()), coerce=int, empty_value=None
    )

    @property
    def expires(self) -> int:
        """Seconds; the usual, too, where what was said makes no sense."""
        return self.cleaned_data.get("expires_s") or USUAL_PATIENCE
