"""The confirmation email."""

from email.message import EmailMessage

from demos.mail import DELAY_HEADER, RUN_HEADER
from demos.models import Run

SENDER = "Behind the Scenes <stage-door@example.com>"
RECIPIENT = "you@example.com"  # a domain that belongs to nobody, so that a mistake reaches nobody


def confirmation(run: Run) -> EmailMessage:
    """The run's letter. Its Message-ID is the run's: however often it is sent, the sink keeps it once."""
    letter = EmailMessage()
    letter["From"] = SENDER
    letter["To"] = RECIPIENT
    letter["Subject"] = f"We have your photo: {run.photo_name}"
    letter["Message-ID"] = f"<confirmation.{run.pk}@example.com>"
    letter[RUN_HEADER] = str(run.pk)
    letter[DELAY_HEADER] = str(run.mail_delay_ms)
    letter.set_content(f"{run.photo_name} has arrived. Its four sizes will be on the page of your race.\n")
    return letter
