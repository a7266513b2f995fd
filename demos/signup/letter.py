"""The welcome email."""

from email.message import EmailMessage

from demos.mail import DELAY_HEADER, RUN_HEADER
from demos.models import Run

SENDER = "Behind the Scenes <stage-door@example.com>"
RECIPIENT = "you@example.com"  # a domain that belongs to nobody, so that a mistake reaches nobody
SUBJECT = "Welcome"


def words_for(run: Run) -> str:
    """What it says to whoever signed up in this run."""
    return f"Welcome, {run.settings['name']}. You are signed up.\n"


def welcome(run: Run, words: str) -> EmailMessage:
    """The run's letter. Its Message-ID is the run's: however often it is sent, the sink keeps it once."""
    letter = EmailMessage()
    letter["From"] = SENDER
    letter["To"] = RECIPIENT
    letter["Subject"] = SUBJECT
    letter["Message-ID"] = f"<welcome.{run.pk}@example.com>"
    letter[RUN_HEADER] = str(run.pk)
    letter[DELAY_HEADER] = str(run.mail_delay_ms)
    letter.set_content(words)
    return letter
