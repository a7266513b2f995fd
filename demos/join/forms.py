"""The code of a class, as somebody types it."""

from django import forms
from django.core.validators import RegexValidator

from demos.present.classes import DIGITS


class CodeForm(forms.Form):
    """Blanks do not matter: it is shown in two halves."""

    code = forms.CharField(max_length=20)

    def clean_code(self) -> str:
        """Only the digits."""
        code = "".join(self.cleaned_data["code"].split())
        RegexValidator(rf"^[0-9]{{{DIGITS}}}\Z", f"The code has {DIGITS} digits.")(code)
        return code
