"""What is done for an order, in two ways. Either may be killed in the middle; only one may be done again."""

import time
from email.message import EmailMessage
from uuid import uuid4

from demos import mail
from demos.killed.receipt import receipt
from demos.models import Run, Span
from demos.runs import finish_run
from demos.spans import span

SEND, PACK = "send receipt", "pack the order"  # the names of the spans


def fulfil_safely(run: Run) -> None:
    if not run.letters.exists():
        send(run, receipt(run, number=run.pk))
    pack(run)
    finish_run(run.pk)


def fulfil_carelessly(run: Run) -> None:
    number = uuid4()
    send(run, receipt(run, number=number))
    pack(run)
    finish_run(run.pk)


def send(run: Run, letter: EmailMessage) -> None:
    """Really deliver it, over a network of stated slowness. Raises MailFailure."""
    with span(run.pk, SEND, Span.Kind.NETWORK, simulated_ms=run.mail_delay_ms):
        mail.send(letter)


def pack(run: Run) -> None:
    """Go on for the stated time: a simulation, and so it only sleeps."""
    seconds: int = run.settings["seconds"]
    with span(run.pk, PACK, simulated_ms=seconds * 1000):
        time.sleep(seconds)
