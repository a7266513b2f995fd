"""The welcome email."""

from email.message import EmailMessage

from demos.mail import letter_of
from demos.models import Run

SENDER = "Behind the Scenes <stage-door@example.com>"


def words_for(run: Run) -> str:
    """What it says to whoever signed up in this run."""
    return f"Welcome, {run.settings['name']}. You are signed up.\n"


def welcome(run: Run, words: str) -> EmailMessage:
    """The run's letter. Its Message-ID is the run's: however often it is sent, the sink keeps it once."""
    message_id = f"<welcome.{run.pk}@example.com>"
    return letter_of(run, sender=SENDER, subject="Welcome", message_id=message_id, words=words)
