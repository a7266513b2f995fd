"""Letters to accounts, sent by a worker. The link in one opens an account: it is in no log and no table."""

import logging
import smtplib

from django.core.mail import EmailMessage
from kombu.exceptions import OperationalError
from redis import RedisError

# kombu turns most of them into its own, but not those met while a connection is made or returned.
UNREACHABLE = (OperationalError, RedisError, OSError)

logger = logging.getLogger(__name__)


class NotQueued(Exception):
    """The queue cannot be reached."""


class NotSent(Exception):
    """The mail server was not there, or did not want the letter. It says which, and not to whom."""


def queue_letter(*, to: str, subject: str, body: str) -> None:
    """Have a worker send it. Raises NotQueued, after two seconds at the most."""
    from learners.tasks import send_letter  # noqa: PLC0415  the tasks send what this module writes

    letter = {"to": to, "subject": subject, "body": body}
    try:
        send_letter.apply_async(kwargs=letter, kwargsrepr="{a letter}")  # type: ignore[call-arg]  # what logs may say
    except UNREACHABLE as error:
        logger.warning("a letter to an account was not queued: %s", type(error).__name__)
        raise NotQueued from error


def send(*, to: str, subject: str, body: str, message_id: str = "") -> None:
    """Deliver it over SMTP; returns when the mail server has it. Raises NotSent."""
    headers = {"Message-ID": message_id} if message_id else {}
    try:
        EmailMessage(subject, body, to=[to], headers=headers).send()
    except (
        smtplib.SMTPException,
        OSError,
        ValueError,
    ) as error:  # ValueError: an address that cannot be written
        raise NotSent(type(error).__name__) from None  # the error itself may name the address
