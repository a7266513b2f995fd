"""The confirmation email."""

from email.message import EmailMessage

from demos.mail import letter_of
from demos.models import Run

SENDER = "Behind the Scenes <stage-door@example.com>"


def confirmation(run: Run) -> EmailMessage:
    """The run's letter. Its Message-ID is the run's: however often it is sent, the sink keeps it once."""
    return letter_of(
        run,
        sender=SENDER,
        subject=f"We have your photo: {run.photo_name}",
        message_id=f"<confirmation.{run.pk}@example.com>",
        words=f"{run.photo_name} has arrived. Its four sizes will be on the page of your race.\n",
    )
