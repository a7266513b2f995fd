"""What django-allauth leaves to a site: whose email address, which words, and how a letter goes out."""

from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from learners.letters import NotQueued, queue_letter
from learners.models import User

SECONDS_UNTIL_NEXT_TRY = 60


class Adapter(DefaultAccountAdapter):
    """django-allauth's, in our words. Its notices are not kept: each page says itself what happened."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This address and this password do not go together. Capitals matter.",
        "email_taken": "This address has an account already. Sign in, or set a new password.",
        "enter_current_password": "That is not your current password.",
        "too_many_login_attempts": "Too many wrong passwords. Wait five minutes, or set a new one.",
    }

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: a notice that no page shows would lie in a cookie and grow."""

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """The email address, because usernames are unique: two sign-ups at once make one account."""
        user.username = user.email or self.generate_unique_username(["learner"])

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address to count by; all who come through a socket, which has none, are counted as one."""
        return get_client_ip(request) or "0.0.0.0"  # noqa: S104  nobody's address, and nothing binds to it

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter here and leave sending it to a worker. Its links lead to the site's own address.

        Where the queue cannot be reached, the reply to the request says so.
        """
        letter = self.render_mail(template_prefix, email, {"email": email, **_with_own_links(context)})
        try:
            queue_letter(to=email, subject=str(letter.subject), body=str(letter.body))
        except NotQueued as error:
            raise ImmediateHttpResponse(_try_again(self.request)) from error

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """At sign-up it may fail, unless nobody gets in without it: a later one does as well."""
        try:
            super().send_confirmation_mail(request, emailconfirmation, signup)
        except ImmediateHttpResponse:
            if not signup or app_settings.EMAIL_VERIFICATION == "mandatory":
                raise


def _with_own_links(context: dict[str, Any]) -> dict[str, Any]:
    """django-allauth builds them from the Host that the request names, and anybody may write any there."""
    links = {name: urlsplit(value).path for name, value in context.items() if name.endswith("_url")}
    return {**context, **{name: f"{settings.SITE_URL}{path}" for name, path in links.items()}}


def _try_again(request: HttpRequest) -> Any:
    response = render(request, "account/not_sent.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(SECONDS_UNTIL_NEXT_TRY)
    return response
