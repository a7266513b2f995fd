"""The receipt, which the task sends before it goes on."""

from email.message import EmailMessage
from uuid import UUID

from demos.mail import letter_of
from demos.models import Run

SENDER = "Box office <box-office@example.com>"
WORDS = "Thank you for your order. We are packing it now.\n"


def receipt(run: Run, number: UUID) -> EmailMessage:
    """A letter with that number: of two with the same one the mailbox keeps one."""
    message_id = f"<receipt.{number}@example.com>"
    return letter_of(run, sender=SENDER, subject="Your receipt", message_id=message_id, words=WORDS)
