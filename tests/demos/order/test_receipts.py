"""The receipt: after the payment, once, and true."""

import pytest

from demos.models import Letter, Run
from demos.order import payments, receipts
from demos.order.orders import order_of
from demos.order.tasks import send_receipt, take_payment
from tests.demos.order.orders import Event, befalls, make_run
from tests.racing import both_at_once

pytestmark = pytest.mark.usefixtures("mail_sink")


def test_not_for_an_order_that_is_not_paid() -> None:
    run = make_run()
    receipts.send_receipt(run)
    run.refresh_from_db()
    assert (run.status, run.letters.count()) == (Run.Status.RECEIVED, 0)


def test_says_what_was_paid_and_that_it_was_simulated() -> None:
    run = make_run(ticket="circle", seats=3)
    payments.take_payment(run)
    receipts.send_receipt(run)
    order, letter = order_of(run), run.letters.get()
    assert letter.subject == f"Receipt for order {order.number}: €84.00 paid"
    assert (
        f"3 × Circle for tonight's play: €84.00, paid with charge number {order.charge_number}."
        in letter.body
    )
    assert "simulated" in letter.body


def test_once_however_often() -> None:
    run = make_run()
    payments.take_payment(run)
    for _ in range(2):
        receipts.send_receipt(run)
    both_at_once(lambda: receipts.send_receipt(run))
    run.refresh_from_db()
    assert (run.status, run.letters.count()) == (Run.Status.DONE, 1)


def test_once_also_when_two_send_it_at_the_same_moment() -> None:
    run = make_run()
    payments.take_payment(run)
    both_at_once(lambda: receipts.send_receipt(run))
    assert Letter.objects.count() == 1


def test_another_run_of_a_paid_order_is_done_with_the_letter_of_the_first() -> None:
    first = make_run()
    payments.take_payment(first)
    receipts.send_receipt(first)
    again = make_run(kept=order_of(first))
    take_payment(again.pk)
    send_receipt(again.pk)
    again.refresh_from_db()
    assert (again.status, Letter.objects.count()) == (Run.Status.DONE, 1)


def test_called_directly_the_tasks_end_in_words_where_the_payment_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(payments, "PAUSES", (0, 0, 0))
    run = make_run(failure_percent=100)
    take_payment(run.pk)
    send_receipt(run.pk)
    run.refresh_from_db()
    assert run.status == Run.Status.FAILED
    assert run.failure == "The payment did not go through in 4 tries. The order is kept."
    assert not Letter.objects.exists()


def test_a_lost_reply_does_not_keep_the_receipt_from_coming() -> None:
    run = make_run()
    with befalls(Event.REPLY_LOST), pytest.raises(payments.TryFailed):
        payments.try_payment(run)
    take_payment(run.pk)
    send_receipt(run.pk)
    assert run.letters.count() == 1
