"""The form by which somebody deletes what the site knows of them."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms

from learners.models import User


class DeleteForm(forms.Form):
    """Asks for the password again, where there is one: the browser may stand open in a classroom."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user is None or not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.user and not get_adapter().reauthenticate(self.user, password):
            raise forms.ValidationError("That is not your password.", code="incorrect_password")
        return password
