"""The forms of django-allauth, with labels instead of placeholders, and with the site's words."""

from allauth.account import forms as accounts
from allauth.socialaccount import forms as social
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.encoding import punycode

from learners.models import User

LONGEST_ADDRESS = 150  # it is the username, too
ABOUT_PASSWORDS = "At least 8 characters, and nothing that many others use."


def _plain(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        if field.widget.attrs.get("autocomplete") == "new-password":
            field.help_text = ABOUT_PASSWORDS


class SignInForm(accounts.LoginForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _plain(self, login="Email address", password="Password")  # noqa: S106  a label


class SignUpForm(accounts.SignupForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _deliverable(self)
        _plain(self, email="Email address", password1="Password")

    def save(self, request: HttpRequest) -> User:
        """The account, whole or not at all. Raises AddressTaken in the other of two sign-ups at once."""
        try:
            with transaction.atomic():
                user: User = super().save(request)
        except IntegrityError:
            raise AddressTaken from None
        return user


class SocialSignUpForm(social.SignupForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _deliverable(self)
        _plain(self, email="Email address")


class ForgottenForm(accounts.ResetPasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _deliverable(self)
        _plain(self, email="Email address")


class NewPasswordForm(accounts.ResetPasswordKeyForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _twice(self)


class FirstPasswordForm(accounts.SetPasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _twice(self)


class ChangePasswordForm(accounts.ChangePasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _twice(self)


class AddressTaken(Exception):
    """Somebody signed up with this address at the same moment."""


def _deliverable(form: forms.Form) -> None:
    form.fields["email"].validators += [MaxLengthValidator(LONGEST_ADDRESS), _domain_can_be_written]
    form.fields["email"].widget.attrs["maxlength"] = LONGEST_ADDRESS


def _domain_can_be_written(email: str) -> None:
    """Spelt as mail servers spell it, a name of another alphabet may be too long, which nothing else sees."""
    try:
        punycode(email.rpartition("@")[2])
    except UnicodeError:
        raise ValidationError("There is no such domain.") from None


def _twice(form: forms.Form) -> None:
    _plain(
        form,
        oldpassword="Current password",
        password1="New password",
        password2="The new password once more",
    )
    form.fields["password2"].help_text = ""
