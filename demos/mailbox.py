"""What the sink does with the bytes of a letter: read them, and keep a letter of a known run once."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from uuid import UUID

from demos.mail import DELAY_HEADER, LONGEST_DELAY_MS, RUN_HEADER
from demos.models import Letter, Run


class BadLetter(ValueError):
    """It lacks a header that the sink goes by, or one makes no sense."""


@dataclass(frozen=True)
class Incoming:
    """A letter as it came over the wire; `delay_ms` (0 to 3000) is how slow it wants the network to be."""

    run_id: UUID
    message_id: str
    subject: str
    body: str
    delay_ms: int


def is_of_a_run(content: bytes) -> bool:
    """Whether it names one, be there such a run or not. Other letters are none of the demos' business."""
    return RUN_HEADER in message_from_bytes(content, policy=SMTP)


def read_letter(content: bytes) -> Incoming:
    """Raises BadLetter."""
    letter = message_from_bytes(content, policy=SMTP)
    try:
        body = letter.get_body(("plain",))
        return Incoming(
            run_id=UUID(letter[RUN_HEADER]),
            message_id=_required(letter["Message-ID"]),
            subject=_required(letter["Subject"]),
            body=body.get_content() if body else "",
            delay_ms=min(max(int(letter[DELAY_HEADER]), 0), LONGEST_DELAY_MS),
        )
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise BadLetter(str(error)) from error


def is_awaited(run_id: UUID) -> bool:
    """Whether there is such a run."""
    return Run.objects.filter(pk=run_id).exists()


def keep(letter: Incoming, *, sender: str, recipient: str, now: datetime) -> None:
    """Write it down, unless it is here already: its sender may not have heard the reply the first time.

    Raises IntegrityError where its run was swept in the meantime.
    """
    Letter.objects.get_or_create(
        message_id=letter.message_id,
        defaults={
            "run_id": letter.run_id,
            "sender": sender,
            "recipient": recipient,
            "subject": letter.subject,
            "body": letter.body,
            "arrived_at": now,
        },
    )


def _required(header: str | None) -> str:
    if not header:
        raise BadLetter("a header is missing")
    return str(header)[:200]
