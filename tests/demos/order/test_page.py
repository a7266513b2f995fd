"""The page of the order, drawn from rows: what a reader sees."""

import re
from contextlib import suppress
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from demos import runs, spans, workers
from demos.models import Run
from demos.order import payments
from demos.order.dials import WITHOUT_KEY
from demos.order.orders import order_of
from demos.order.payments import PaymentFailed, TryFailed
from demos.visitors import visitor_of
from demos.workers import WorkerStatus
from tests.demos.order.orders import Event, Killed, befalls, make_run
from tests.demos.rows import add_letter
from tests.demos.rows import make_run as make_upload

PAGE = "/demos/order/"
HTMX = {"HX-Request": "true"}
LOST, REFUSED, REPLIES = Event.REPLY_LOST, Event.UNREACHABLE, Event.REPLIES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "status", lambda: WorkerStatus(workers.READY, 2, 0))


@pytest.fixture
def me(client: Client) -> UUID:
    client.get(PAGE)
    return visitor_of(client.get(PAGE).wsgi_request)


def run_through(me: UUID, *events: Event, lane: Run.Lane = Run.Lane.BLOCKING, key: str = "with") -> Run:
    """A run whose tries met these events, and which is over if the last of them was the last it may meet."""
    run = make_run(visitor=me, lane=lane, key=key)
    for event in events:
        with befalls(event), suppress(TryFailed, Killed):
            try:
                payments.try_payment(run)
            except PaymentFailed as error:
                runs.fail_run(run.pk, error)
    return runs.note_reply(run)


def receipted(run: Run) -> Run:
    """With its letter in the sink."""
    letter = add_letter(run)
    letter.message_id = f"<receipt.{order_of(run).pk}@example.com>"
    letter.save()
    Run.objects.filter(pk=run.pk).update(status=Run.Status.DONE)
    return run


def words(client: Client, *shown: Run) -> str:
    html = client.get(PAGE, {str(run.lane): str(run.pk) for run in shown}).text
    html = re.sub(r"<(script|style|template|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(strip_tags(html.replace("<", " <"))))


class TestTheProof:
    def test_two_lost_replies_and_one_charge(self, client: Client, me: UUID) -> None:
        text = words(client, receipted(run_through(me, LOST, LOST, REPLIES)))
        assert "3 requests reached the provider, 1 charge made, 2 answered from the key." in text
        assert "✓ Charged once €90.00 for an order of €90.00." in text
        assert re.search(r"1 No reply Charge \d+: €90\.00", text)
        assert re.search(r"3 Paid No new charge: the key stands for charge \d+", text)

    def test_without_the_key_the_double_charge(self, client: Client, me: UUID) -> None:
        text = words(client, receipted(run_through(me, LOST, REFUSED, REPLIES, key=WITHOUT_KEY)))
        assert "2 requests reached the provider, 2 charges made, 0 answered from the key." in text
        assert "✗ Charged 2 times €180.00 for an order of €90.00." in text
        assert "The receipt says €90.00: the shop never heard of the rest." in text
        assert "2 No connection Nothing: no request arrived" in text

    def test_charges_are_numbered_within_their_order(self, client: Client, me: UUID) -> None:
        run_through(me, LOST, REPLIES, key=WITHOUT_KEY)
        run = receipted(run_through(me, LOST, REPLIES, key=WITHOUT_KEY))
        assert "1 No reply Charge 1: €90.00 2 Paid Charge 2: €90.00" in words(client, run)
        assert order_of(run).charge_number == 2

    def test_one_charge_without_the_key_was_luck(self, client: Client, me: UUID) -> None:
        text = words(client, receipted(run_through(me, REPLIES, key=WITHOUT_KEY)))
        assert "No key was sent: one reply lost after a charge, and there would have been two." in text

    def test_charged_and_the_shop_does_not_know(self, client: Client, me: UUID) -> None:
        text = words(client, run_through(me, LOST, REFUSED, REFUSED, REFUSED))
        assert "✗ Charged, and the shop does not know" in text
        assert "With the key it is safe to ask again." in text

    def test_never_reached_never_charged(self, client: Client, me: UUID) -> None:
        text = words(client, run_through(me, REFUSED, REFUSED, REFUSED, REFUSED))
        assert "✓ Not charged 0 requests reached the provider, 0 charges made" in text

    def test_no_verdict_before_the_end(self, client: Client, me: UUID) -> None:
        run = run_through(me, LOST, lane=Run.Lane.BACKGROUND)
        assert "✓ Charged" not in words(client, run)

    def test_a_try_whose_worker_was_lost(self, client: Client, me: UUID) -> None:
        text = words(client, receipted(run_through(me, Event.KILLED_ON_THE_WAY_BACK, REPLIES)))
        assert re.search(r"1 Nothing: it was cut off Charge \d+: €90\.00 2 Paid No new charge", text)


class TestTheOrder:
    def test_the_background_lane_promises_no_more_than_is_true(self, client: Client, me: UUID) -> None:
        run = run_through(me, lane=Run.Lane.BACKGROUND)
        text = words(client, run)
        assert f"“Order {order_of(run).number} is confirmed. Payment is under way.”" in text
        assert "Payment under way" in text
        assert "Receipt follows the payment" in text

    def test_a_receipt_that_the_worker_queues_later_says_nothing_of_the_reply(
        self, client: Client, me: UUID
    ) -> None:
        run = run_through(me, lane=Run.Lane.BACKGROUND)
        spans.begin_enqueueing(run.pk, "enqueue payment", "in the queue: payment")
        run = runs.note_reply(run)
        spans.open_wait(run.pk, "in the queue: receipt")
        assert "202 Accepted" in words(client, run)

    def test_a_try_under_way(self, client: Client, me: UUID) -> None:
        text = words(client, run_through(me, LOST, Event.KILLED_ON_THE_WAY_THERE, lane=Run.Lane.BACKGROUND))
        assert "Payment under way, try 2" in text
        assert "2 Nothing yet Nothing yet" in text

    def test_paid_with_its_receipt(self, client: Client, me: UUID) -> None:
        run = receipted(run_through(me, REPLIES))
        assert f"“Order {order_of(run).number} is paid. The receipt is in your mail.”" in words(client, run)

    def test_failed_for_good_is_kept_and_has_a_button(self, client: Client, me: UUID) -> None:
        run = run_through(me, REFUSED, REFUSED, REFUSED, REFUSED)
        order = order_of(run)
        text = words(client, run)
        assert f"“Order {order.number} is kept, but not paid.”" in text
        assert "✗ Not finished The payment did not go through in 4 tries. The order is kept." in text
        assert "Receipt none, because nothing was paid" in text
        assert f"Try again for order {order.number}" in text

    def test_the_button_sends_the_order_to_the_lane_that_failed(self, client: Client, me: UUID) -> None:
        run = run_through(me, REFUSED, REFUSED, REFUSED, REFUSED, lane=Run.Lane.BACKGROUND)
        html = client.get(PAGE, {"background": str(run.pk)}).text
        button = re.search(r'<button [^>]*name="order"[^>]*>', html)
        assert button
        assert f'value="{order_of(run).pk}"' in button[0]
        assert 'formaction="/demos/order/background/"' in button[0]
        assert 'form="controls"' in button[0]

    def test_orders_of_others_are_not_shown(self, client: Client, me: UUID) -> None:
        stranger = make_run()
        assert order_of(stranger).number not in words(client, stranger)


class TestTheAddress:
    def test_sets_the_dials(self, client: Client) -> None:
        html = client.get(
            f"{PAGE}?ticket=circle&seats=4&latency_ms=1500&failure_percent=75&luck=5&key=without"
        ).text
        for chosen in ("circle", "1500", "75", "without"):
            assert re.search(rf'value="{chosen}" checked', html)
        assert 'value="4"' in html

    def test_runs_at_the_same_dials_stand_side_by_side(self, client: Client, me: UUID) -> None:
        earlier, later = (run_through(me, REPLIES, lane=lane) for lane in Run.Lane)
        text = words(client, earlier, later)
        assert order_of(earlier).number in text
        assert order_of(later).number in text

    def test_of_two_runs_at_different_dials_only_the_later_is_shown(self, client: Client, me: UUID) -> None:
        earlier = run_through(me, REPLIES, lane=Run.Lane.BACKGROUND, key=WITHOUT_KEY)
        later = run_through(me, REPLIES)
        text = words(client, earlier, later)
        assert order_of(earlier).number not in text
        assert "This lane has not run at these dials yet." in text
        named = {"background": str(earlier.pk), "blocking": str(later.pk), "background_wait": "20"}
        response = client.get(PAGE, {**named, "blocking_wait": "70000"}, headers=HTMX)
        assert f"blocking={later.pk}&blocking_wait=70000.0&" in response["HX-Replace-Url"]
        assert "background" not in response["HX-Replace-Url"]
        assert str(earlier.pk) not in response.text

    def test_that_only_names_a_run_has_the_dials_of_that_run(self, client: Client, me: UUID) -> None:
        run = make_run(visitor=me, luck=321)
        assert 'value="321"' in client.get(PAGE, {"blocking": str(run.pk)}).text

    def test_a_run_of_another_scenario_does_no_harm(self, client: Client, me: UUID) -> None:
        run = make_upload(visitor=me)
        assert client.get(PAGE, {"background": str(run.pk)}).status_code == 200

    def test_keeps_the_dials_while_the_result_asks_for_itself(self, client: Client, me: UUID) -> None:
        run = run_through(me, lane=Run.Lane.BACKGROUND)
        response = client.get(PAGE, {"background": str(run.pk), "luck": "5"}, headers=HTMX)
        assert "luck=5" in response["HX-Replace-Url"]
        assert re.search(r'hx-get="/demos/order/\?background=[^"]*luck=5', response.text)


def test_costs_a_known_number_of_queries(
    client: Client, me: UUID, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"{PAGE}?blocking={run_through(me, LOST, REPLIES).pk}&background={run_through(me, REPLIES).pk}"
    with django_assert_num_queries(
        9
    ):  # which tries paid; runs, spans, pictures, letters; orders with their ledger
        client.get(address, headers=HTMX)


def test_a_page_that_nobody_has_used_costs_none(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get(PAGE)
