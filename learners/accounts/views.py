"""Signing up, in and out, and passwords: django-allauth's views, which reply as our other forms do."""

from http import HTTPStatus
from typing import Any

from allauth.account import views as accounts
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from learners.accounts import limits
from learners.accounts.forms import AddressTaken
from learners.telling import leave_no_cookie

SIGNED_OUT = "You are signed out. Your progress is kept with your account: sign in to see it again."
TOO_MANY = "too_many_login_attempts"


class _Refusing:
    """A form that is refused comes back with 422, or with 429 where it is the number of tries."""

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.has_error("__all__", TOO_MANY) or form.has_error("password", TOO_MANY):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response["Retry-After"] = str(limits.SECONDS_AFTER_WRONG_PASSWORDS)
        return response


class SignIn(_Refusing, accounts.LoginView):
    pass


class SignUp(_Refusing, accounts.SignupView):
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except AddressTaken:
            form.add_error("email", get_adapter().validation_error("email_taken"))
            return self.form_invalid(form)
        return response


class Forgotten(_Refusing, accounts.PasswordResetView):
    pass


class NewPassword(_Refusing, accounts.PasswordResetFromKeyView):
    success_url = reverse_lazy("learners:account")


class ChangePassword(_Refusing, accounts.PasswordChangeView):
    success_url = reverse_lazy("learners:account")


class FirstPassword(_Refusing, accounts.PasswordSetView):
    success_url = reverse_lazy("learners:account")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who this is, and leave nothing on this browser by which their progress or runs are found."""
    logout(request)
    messages.info(request, SIGNED_OUT)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    leave_no_cookie(response)
    return response
