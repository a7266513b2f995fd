"""What happens by itself when somebody signs up or in, by whichever door."""

from typing import Any

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from learners.current import learner_of_session, remember
from learners.joining import join_account
from learners.models import User
from learners.welcome import is_reachable, queue_welcome


@receiver(user_logged_in)
def bring_progress(request: HttpRequest, user: User, **_: Any) -> None:
    """Django has given the session a new key by now, and emptied it if it was another account's."""
    guest = learner_of_session(request)
    remember(request, join_account(user=user, guest=guest, now=timezone.now()))


@receiver(user_signed_up)
def begin_welcome(user: User, **_: Any) -> None:
    if is_reachable(user):
        queue_welcome(user.pk)


@receiver(email_confirmed)
def begin_welcome_late(email_address: EmailAddress, **_: Any) -> None:
    """Where nobody gets in before their address is confirmed, nobody is welcomed before, either."""
    if app_settings.EMAIL_VERIFICATION == "mandatory":
        queue_welcome(email_address.user_id)
