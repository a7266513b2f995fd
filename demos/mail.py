"""Sending a letter to the sink, and nowhere else: whatever address it bears, it never leaves the site."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from threading import Event, Timer

from django.conf import settings

from demos.failures import RunFailure
from demos.models import Run

RECIPIENT = "you@example.com"  # a domain that belongs to nobody, so that a mistake reaches nobody
RUN_HEADER = "X-Run"
DELAY_HEADER = "X-Simulated-Delay-Ms"
LONGEST_DELAY_MS = 3000
SECONDS_TO_DELIVER = 8  # the longest delay, and time for a busy machine: of each reply, and of all together
SECONDS_TO_ANSWER = 0.5
OK = 250
PERMANENT = 500

TOO_SLOW = "The mail server did not answer in time."
NOT_NOW = "The mail server could not take the email."
REFUSED = "The mail server refused the email."
UNREACHABLE = "The mail server cannot be reached."
FAILURES = (TOO_SLOW, NOT_NOW, REFUSED, UNREACHABLE)


class MailFailure(RunFailure):
    """The sink was not there, or too slow, or it gave up; the next try may do better."""


class MailRefused(MailFailure):
    """The sink does not want this letter, and would not want it the next time."""


def letter_of(run: Run, *, sender: str, subject: str, message_id: str, words: str) -> EmailMessage:
    """A letter of the run, as slow as its settings say. Of two with one `message_id` the sink keeps one."""
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = RECIPIENT
    letter["Subject"] = subject
    letter["Message-ID"] = message_id
    letter[RUN_HEADER] = str(run.pk)
    letter[DELAY_HEADER] = str(run.mail_delay_ms)
    letter.set_content(words)
    return letter


def send(letter: EmailMessage) -> None:
    """Deliver it over SMTP; returns when the sink has accepted it. Raises MailFailure."""
    smtp = _client(SECONDS_TO_DELIVER)
    with _failures_in_words(), _in_all(SECONDS_TO_DELIVER, smtp):
        smtp.connect(settings.MAIL_SINK_HOST, settings.MAIL_SINK_PORT)
        with smtp:
            smtp.send_message(letter)


def sink_answers() -> bool:
    """Whether the sink greets within half a second."""
    try:
        smtp = _client(SECONDS_TO_ANSWER)
        smtp.connect(settings.MAIL_SINK_HOST, settings.MAIL_SINK_PORT)
        with smtp:
            return smtp.noop()[0] == OK
    except (OSError, smtplib.SMTPException):
        return False


def _client(timeout: float) -> smtplib.SMTP:
    # A name of our own for HELO: the default asks the network what this host is called.
    return smtplib.SMTP(local_hostname="localhost", timeout=timeout)


@contextmanager
def _in_all(seconds: float, smtp: smtplib.SMTP) -> Iterator[None]:
    """A server that says a little now and then is cut off as well. Raises TimeoutError."""
    over = Event()

    def cut_off() -> None:
        over.set()
        if smtp.sock is not None:
            with suppress(OSError):  # it is closed already
                smtp.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut_off)
    timer.start()
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        if over.is_set() or isinstance(error.__context__, TimeoutError):  # smtplib calls it a lost connection
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()


@contextmanager
def _failures_in_words() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise MailFailure(TOO_SLOW) from error
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        if _code(error) < PERMANENT:
            raise MailFailure(NOT_NOW) from error
        raise MailRefused(REFUSED) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailFailure(UNREACHABLE) from error
    except ValueError as error:  # a letter that cannot be written down
        raise MailRefused(REFUSED) from error


def _code(error: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) -> int:
    """The server's reply to whatever it did not want; a letter of ours has one recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min(code for code, _ in error.recipients.values())
    return error.smtp_code
