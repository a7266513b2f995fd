"""Sending a letter to the sink, and nowhere else: whatever address it bears, it never leaves the site."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from django.conf import settings

from demos.failures import RunFailure
from demos.models import Run

RECIPIENT = "you@example.com"  # a domain that belongs to nobody, so that a mistake reaches nobody
RUN_HEADER = "X-Run"
DELAY_HEADER = "X-Simulated-Delay-Ms"
LONGEST_DELAY_MS = 3000
SECONDS_TO_DELIVER = 8  # the longest delay, and time for a busy machine
SECONDS_TO_ANSWER = 0.5
OK = 250
PERMANENT = 500


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
    with _failures_in_words(), _sink(SECONDS_TO_DELIVER) as smtp:
        smtp.send_message(letter)


def sink_answers() -> bool:
    """Whether the sink greets within half a second."""
    try:
        with _sink(SECONDS_TO_ANSWER) as smtp:
            return smtp.noop()[0] == OK
    except (OSError, smtplib.SMTPException):
        return False


def _sink(timeout: float) -> smtplib.SMTP:
    # A name of our own for HELO: the default asks the network what this host is called.
    return smtplib.SMTP(settings.MAIL_SINK_HOST, settings.MAIL_SINK_PORT, "localhost", timeout)


@contextmanager
def _failures_in_words() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise MailFailure("The mail server did not answer in time.") from error
    except smtplib.SMTPDataError as error:
        if error.smtp_code < PERMANENT:
            raise MailFailure("The mail server could not take the email.") from error
        raise MailRefused("The mail server refused the email.") from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailFailure("The mail server cannot be reached.") from error
