"""The receipt, which the task sends before it goes on."""

from email.message import EmailMessage
from uuid import UUID

from demos.mail import DELAY_HEADER, RUN_HEADER
from demos.models import Run

SENDER = "Behind the Scenes <box-office@example.com>"
RECIPIENT = "you@example.com"  # a domain that belongs to nobody, so that a mistake reaches nobody


def receipt(run: Run, number: UUID) -> EmailMessage:
    """A letter with that number: of two with the same one the mailbox keeps one."""
    letter = EmailMessage()
    letter["From"] = SENDER
    letter["To"] = RECIPIENT
    letter["Subject"] = "Your receipt"
    letter["Message-ID"] = f"<receipt.{number}@example.com>"
    letter[RUN_HEADER] = str(run.pk)
    letter[DELAY_HEADER] = str(run.mail_delay_ms)
    letter.set_content("Thank you for your order. We are packing it now.\n")
    return letter
