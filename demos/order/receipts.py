"""The receipt: one letter for a paid order, sent when it is paid and never before."""

from email.message import EmailMessage
from uuid import UUID

from demos import mail
from demos.models import Letter, Run, Span
from demos.order.models import Order
from demos.order.orders import order_of
from demos.runs import finish_run
from demos.spans import span

SEND = "send receipt"
SENDER = "Box office <box-office@example.com>"


def send_receipt(run: Run) -> None:
    """Send the receipt of a paid order, unless it has arrived before. Raises MailFailure."""
    order = order_of(run)
    if not order.paid_at:
        return
    if not is_sent(order):
        with span(run.pk, SEND, Span.Kind.NETWORK, simulated_ms=run.mail_delay_ms):
            mail.send(receipt(order, run))
    finish_run(run.pk)


def is_sent(order: Order) -> bool:
    """Whether the receipt is in the mail sink."""
    return Letter.objects.filter(message_id=message_id(order.pk)).exists()


def message_id(order_id: UUID) -> str:
    """The order's: however often its receipt is sent, the sink keeps it once."""
    return f"<receipt.{order_id}@example.com>"


def receipt(order: Order, run: Run) -> EmailMessage:
    """Of a paid order: it says what the shop knows."""
    return mail.letter_of(
        run,
        sender=SENDER,
        subject=f"Receipt for order {order.number}: {order.sum} paid",
        message_id=message_id(order.pk),
        words=(
            f"{order.what} for tonight's play: {order.sum}, paid with charge number {order.charge_number}.\n"
            "The payment was simulated. Nobody's card was charged.\n"
        ),
    )
