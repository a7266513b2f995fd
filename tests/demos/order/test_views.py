"""The addresses of the order, asked by a client without JavaScript and by one that wants JSON."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from demos import runs
from demos.models import Run
from demos.order import payments
from demos.order.models import Charge, Order
from demos.order.orders import order_of
from demos.order.tasks import TASKS
from demos.requeueing import requeue
from tests.demos.broker import RunningBroker
from tests.demos.clients import id_of
from tests.demos.order.orders import make_run

BLOCKING, BACKGROUND = "/demos/order/blocking/", "/demos/order/background/"
LANES = pytest.mark.parametrize("address", [BLOCKING, BACKGROUND])
QUICK = {"latency_ms": "100", "failure_percent": "0"}
Status = Run.Status


@pytest.mark.django_db
class TestRefusals:
    @LANES
    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"seats": "7"}, "seats"),
            ({"seats": "two"}, "seats"),
            ({"ticket": "royal-box"}, "ticket"),
            ({"latency_ms": "60000"}, "latency_ms"),
            ({"failure_percent": "-1"}, "failure_percent"),
            ({"luck": "0"}, "luck"),
            ({"key": "perhaps"}, "key"),
            ({"order": "1"}, "order"),
        ],
    )
    def test_what_cannot_be_ordered(
        self, address: str, said: dict[str, str], field: str, api: Client
    ) -> None:
        response = api.post(address, said)
        assert response.status_code == 422
        assert list(response.json()["errors"]) == [field]
        assert not Order.objects.exists()

    def test_on_a_page_beside_the_dials(self, person: Client) -> None:
        response = person.post(BLOCKING, {"seats": "7", "luck": "5"})
        assert response.status_code == 422
        assert "Not ordered" in response.text
        assert 'name="luck" min="1" max="999" value="5"' in response.text

    @LANES
    def test_from_another_site(self, address: str) -> None:
        assert Client(enforce_csrf_checks=True).post(address, QUICK).status_code == 403

    @LANES
    def test_only_posts(self, address: str, api: Client) -> None:
        assert api.get(address).status_code == 405


@pytest.mark.usefixtures("mail_sink")
class TestBlocking:
    def test_paid_and_receipted_when_the_reply_comes(self, api: Client) -> None:
        response = api.post(BLOCKING, {**QUICK, "seats": "3"})
        assert response.status_code == 200
        run = api.get(response.json()["status_url"]).json()
        assert (run["status"], run["settings"]["seats"], len(run["emails"])) == ("done", 3, 1)
        assert [span["name"] for span in run["spans"]] == [
            "receive and check",
            "payment, try 1",
            "send receipt",
        ]
        assert run["response_ms"] >= 100 + 300  # the provider and the mail server, simulated
        assert Charge.objects.count() == 1

    def test_a_payment_that_fails_for_good_is_the_providers(
        self, api: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(payments, "PAUSES", (0, 0, 0))
        response = api.post(BLOCKING, {"latency_ms": "100", "failure_percent": "100"})
        assert response.status_code == 502
        assert "did not go through in 4 tries" in response.json()["reason"]

    def test_a_browser_is_sent_to_an_address_that_keeps_the_dials(self, person: Client) -> None:
        response = person.post(BLOCKING, {**QUICK, "luck": "5"})
        run = Run.objects.get()
        assert response.status_code == 302
        assert response["Location"] == (
            f"/demos/order/?blocking={run.pk}&ticket=stalls&seats=2&latency_ms=100&failure_percent=0&luck=5&key=with"
        )


@pytest.mark.django_db(transaction=True)
class TestBackground:
    def test_saved_and_queued_when_the_reply_comes(self, api: Client, broker: RunningBroker) -> None:
        response = api.post(BACKGROUND, QUICK)
        assert response.status_code == 202
        assert broker.depth("demos") == 1  # the payment; the receipt follows it
        run = Run.objects.get()
        assert run.status == Status.QUEUED
        assert order_of(run).paid_at is None
        assert not Charge.objects.exists()

    @pytest.mark.usefixtures("no_broker")
    def test_without_a_queue_the_order_is_kept(self, api: Client) -> None:
        response = api.post(BACKGROUND, QUICK)
        assert response.status_code == 503
        run = Run.objects.get()
        assert (run.status, order_of(run).seats) == (Status.UNQUEUED, 2)

    def test_what_the_queue_had_not_taken_is_queued_later(self, broker: RunningBroker) -> None:
        run = make_run(lane=Run.Lane.BACKGROUND)
        runs.note_unqueued(run.pk)
        assert requeue({"order": TASKS}, timezone.now()) == 1
        assert broker.depth("demos") == 1


@pytest.mark.django_db
class TestAgain:
    def ask(self, client: Client, order: Order, **more: Any) -> list[str]:
        """The words of the refusal; none where it was accepted."""
        response = client.post(BLOCKING, {**QUICK, "order": str(order.pk), **more})
        if response.status_code != 422:
            return []
        return [error["message"] for error in response.json()["errors"]["order"]]

    @pytest.mark.usefixtures("mail_sink")
    def test_goes_on_with_the_order_that_was_kept(self, api: Client) -> None:
        order = self._failed(api, ticket="circle", seats=3)
        assert self.ask(api, order, ticket="gallery", seats="1") == []
        order.refresh_from_db()
        assert (order.ticket, order.seats, bool(order.paid_at)) == ("circle", 3, True)
        assert order.run.letters.get().subject == f"Receipt for order {order.number}: €84.00 paid"
        assert Order.objects.count() == 1

    def test_only_for_who_placed_it(self, api: Client) -> None:
        assert self.ask(api, order_of(make_run())) == ["This order is no longer here."]
        order = self._failed(api)
        order.pk = uuid4()
        assert self.ask(api, order) == ["This order is no longer here."]

    def test_not_while_somebody_is_at_it(self, api: Client) -> None:
        order = order_of(make_run(visitor=id_of(api)))
        assert self.ask(api, order) == ["This order is being taken care of already."]

    @pytest.mark.usefixtures("mail_sink")
    def test_not_when_it_is_paid(self, api: Client) -> None:
        order = self._failed(api)
        assert self.ask(api, order) == []
        assert self.ask(api, order) == ["This order is paid already."]

    def test_not_for_ever(self, api: Client) -> None:
        order = self._failed(api)
        for number in range(1, payments.MOST_TRIES_OF_AN_ORDER + 1):
            order.tries.create(run=order.run, number=number, began_at=timezone.now())
        assert self.ask(api, order) == ["This order was tried often enough. Place a new one."]

    def _failed(self, client: Client, **dials: Any) -> Order:
        run = make_run(visitor=id_of(client), **dials)
        runs.fail_run(run.pk, payments.PaymentFailed("no"))
        return order_of(run)
