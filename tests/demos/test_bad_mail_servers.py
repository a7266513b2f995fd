"""Mail servers that are down, slow, busy or refuse: what the demos and the accounts make of them."""

import smtplib
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client
from pytest_django import Settings

from demos import mail
from demos.mail import NOT_NOW, REFUSED, TOO_SLOW, UNREACHABLE, MailFailure, MailRefused, letter_of, send
from demos.models import Run
from demos.resending import may_send_again, send_again
from learners import letters
from tests.demos.bad_mail_server import BadServer, Manner, bad_mail_server
from tests.demos.broker import RunningBroker
from tests.demos.clients import id_of, known_client
from tests.demos.rows import make_run
from tests.site import free_port


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[BadServer]:
    """Both kinds of letters go to it."""
    monkeypatch.setattr(mail, "SECONDS_TO_DELIVER", 1)
    with bad_mail_server(Manner.GOOD) as server:
        settings.MAIL_SINK_PORT = settings.EMAIL_PORT = server.port
        settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        yield server


def deliver() -> None:
    run = Run(settings={"mail_delay_ms": 0})
    send(
        letter_of(
            run, sender="a@example.com", subject="Hello", message_id="<one@example.com>", words="Hello."
        )
    )


class TestDemoLetters:
    @pytest.mark.parametrize(
        ("manner", "words"),
        [
            (Manner.SILENT, TOO_SLOW),
            (Manner.DRIPPING, TOO_SLOW),
            (Manner.BUSY, NOT_NOW),
            (Manner.DYING, UNREACHABLE),
        ],
    )
    def test_what_may_work_later(self, server: BadServer, manner: Manner, words: str) -> None:
        server.manner = manner
        began = time.monotonic()
        with pytest.raises(MailFailure, match=words) as failure:
            deliver()
        assert not isinstance(failure.value, MailRefused)
        assert time.monotonic() - began < 5

    def test_what_is_refused_is_refused_for_good(self, server: BadServer) -> None:
        server.manner = Manner.REFUSING
        with pytest.raises(MailRefused, match=REFUSED):
            deliver()

    def test_nobody_is_there(self, settings: Settings) -> None:
        settings.MAIL_SINK_PORT = free_port()
        with pytest.raises(MailFailure, match=UNREACHABLE):
            deliver()

    def test_a_server_that_died_before_its_reply_gets_the_same_letter_again(self, server: BadServer) -> None:
        server.manner = Manner.DYING
        with pytest.raises(MailFailure):
            deliver()
        server.manner = Manner.GOOD
        deliver()
        assert server.ids == ["<one@example.com>"] * 2


@pytest.mark.django_db
class TestSendAgain:
    def failed(self, **fields: Any) -> Run:
        said: dict[str, Any] = {
            "status": Run.Status.FAILED,
            "lane": Run.Lane.BACKGROUND,
            "failure": UNREACHABLE,
            "response_ms": 40,
            **fields,
        }
        return make_run(**said)

    @pytest.mark.parametrize(
        ("fields", "may"),
        [
            ({}, True),
            ({"failure": REFUSED}, True),
            ({"failure": "The photo is damaged."}, False),
            ({"lane": Run.Lane.BLOCKING}, False),
            ({"status": Run.Status.DONE, "failure": ""}, False),
        ],
    )
    def test_only_where_the_letter_is_what_is_missing(self, fields: dict[str, Any], may: bool) -> None:
        assert may_send_again(self.failed(**fields)) is may

    def test_two_clicks_queue_it_once(self, broker: RunningBroker) -> None:
        run = self.failed()
        send_again(run.pk)
        send_again(run.pk)
        run.refresh_from_db()
        assert (run.status, run.failure, broker.depth("demos")) == (Run.Status.QUEUED, "", 2)

    @pytest.mark.usefixtures("no_broker")
    def test_without_a_queue_it_waits_for_it(self) -> None:
        run = self.failed()
        send_again(run.pk)
        run.refresh_from_db()
        assert run.status == Run.Status.UNQUEUED

    def test_the_page_offers_it_to_its_visitor(self, broker: RunningBroker) -> None:
        client = known_client()
        run = self.failed(visitor=id_of(client))
        other = make_run(visitor=run.visitor, lane=Run.Lane.BLOCKING)
        pair = f"blocking={other.pk}&background={run.pk}"
        page = client.get(f"/demos/upload/?{pair}").content.decode()
        assert UNREACHABLE in page
        again = f"/demos/runs/{run.pk}/send-again/?{pair}"
        assert f'action="{again.replace("&", "&amp;")}"' in page
        assert client.post(again)["Location"] == f"/demos/upload/?{pair}"
        run.refresh_from_db()
        assert run.status == Run.Status.QUEUED

    def test_nobody_else(self) -> None:
        run = self.failed()
        assert Client().post(f"/demos/runs/{run.pk}/send-again/").status_code == 404


class TestAccountLetters:
    def send(self) -> None:
        letters.send(to="ada@example.com", subject="Hello", body="Hello.", message_id="<two@example.com>")

    @pytest.mark.parametrize("manner", [Manner.SILENT, Manner.BUSY, Manner.DYING])
    def test_what_may_work_later(self, server: BadServer, manner: Manner) -> None:
        server.manner = manner
        with pytest.raises(letters.NotSent) as failure:
            self.send()
        assert not isinstance(failure.value, letters.Refused)

    def test_what_is_refused_is_refused_for_good(self, server: BadServer) -> None:
        server.manner = Manner.REFUSING
        with pytest.raises(letters.Refused):
            self.send()

    def test_a_wrong_password_of_the_site_is_put_right_some_day(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def wrong(*_: object) -> None:
            raise smtplib.SMTPAuthenticationError(535, b"who are you?")

        monkeypatch.setattr(django_mail.EmailMessage, "send", wrong)
        with pytest.raises(letters.NotSent) as failure:
            self.send()
        assert not isinstance(failure.value, letters.Refused)
