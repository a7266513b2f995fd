"""Letters to accounts, sent by a worker. The link in one opens an account: it is in no log and no table."""

import logging
import smtplib

from django.core.mail import EmailMessage, make_msgid
from kombu.exceptions import OperationalError
from redis import RedisError

# kombu turns most of them into its own, but not those met while a connection is made or returned.
UNREACHABLE = (OperationalError, RedisError, OSError)

ID_DOMAIN = "behind-the-scenes"  # of no host's name, which would tell where the site runs
PERMANENT = 500
NO_SUCH_MAILBOX = (550, 551, 553)  # as servers say it that look at the address after the letter

logger = logging.getLogger(__name__)


class NotQueued(Exception):
    """The queue cannot be reached."""


class NotSent(Exception):
    """The mail server was not there, or did not want the letter. It says which, and not to whom."""


class Refused(NotSent):
    """The mail server will not take this letter, however often it is asked."""


def queue_letter(*, to: str, subject: str, body: str) -> None:
    """Have a worker send it. Raises NotQueued, after two seconds at the most."""
    from learners.tasks import send_letter  # noqa: PLC0415  the tasks send what this module writes

    # Every try has the same id, by which a mailbox may tell that it has the letter already.
    letter = {"to": to, "subject": subject, "body": body, "message_id": make_msgid(domain=ID_DOMAIN)}
    try:
        send_letter.apply_async(kwargs=letter, kwargsrepr="{a letter}")  # type: ignore[call-arg]  # what logs may say
    except UNREACHABLE as error:
        logger.warning("a letter to an account was not queued: %s", type(error).__name__)
        raise NotQueued from error


def send(*, to: str, subject: str, body: str, message_id: str = "") -> None:
    """Deliver it over SMTP; returns when the mail server has it. Raises NotSent, or Refused."""
    headers = {"Message-ID": message_id} if message_id else {}
    try:
        EmailMessage(subject, body, to=[to], headers=headers).send()
    except (smtplib.SMTPException, OSError, ValueError) as error:  # ValueError: an address of no shape
        refused = isinstance(error, ValueError) or _is_permanent(error)
        raise (Refused if refused else NotSent)(
            type(error).__name__
        ) from None  # it may name the address itself


def _is_permanent(error: Exception) -> bool:
    """What is wrong with the address it goes to. A wrong password or sender is ours, and will be put right; a
    server that is full, or has rules of its own, may take it another day.
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            return all(code >= PERMANENT for code, _ in error.recipients.values())
        case smtplib.SMTPDataError():
            return error.smtp_code in NO_SUCH_MAILBOX
        case _:
            return False
