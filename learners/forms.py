"""The form by which somebody deletes what the site knows of them."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms

from learners.models import User


class DeleteForm(forms.Form):
    """Asks for the password again: the browser may stand open in a classroom. Without one, for a yes."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    sure = forms.BooleanField(
        label="Yes, delete all of it",
        error_messages={"required": "Tick this first: nobody can bring it back."},
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        asks_for_password = user is not None and user.has_usable_password()
        del self.fields["sure" if asks_for_password else "password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.user and not get_adapter().reauthenticate(self.user, password):
            raise forms.ValidationError("That is not your password.", code="incorrect_password")
        return password
