"""What a worker does for accounts, on the site's own queue."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from learners import joining, letters
from learners.sessions import SessionStore
from learners.welcome import due, send_welcome


@shared_task(throws=(letters.NotSent,))
def welcome(user_id: int, asked_at: str = "") -> None:
    """Send one welcome email. If that fails, the housekeeping comes back to it, unless it is refused.

    `asked_at`, in ISO's form, is when the learner asked for it again.
    """
    send_welcome(user_id, timezone.now(), datetime.fromisoformat(asked_at) if asked_at else None)


@shared_task
def welcome_all() -> None:
    """The housekeeping's round: whoever is due, each in a task of their own."""
    for user_id in due(timezone.now()):
        welcome.delay(user_id)


@shared_task(
    throws=(letters.NotSent,),
    autoretry_for=(letters.NotSent,),
    dont_autoretry_for=(letters.Refused,),
    retry_backoff=2,
    retry_jitter=False,
    max_retries=6,
)
def send_letter(*, to: str, subject: str, body: str, message_id: str = "") -> None:
    """Send a letter to an account; tried again after 2, 4, 8, 16, 32 and 64 seconds, unless it is refused."""
    letters.send(to=to, subject=subject, body=body, message_id=message_id)


@shared_task
def forget_sessions() -> None:
    """Those that are over open nothing any more."""
    SessionStore.clear_expired()


@shared_task
def move_late() -> None:
    """Whatever guests wrote while they were moving into their accounts."""
    joining.move_late(timezone.now())
