"""Letters to accounts: queued with the whole of their words, and their words nowhere else."""

import logging
import smtplib
import time

import pytest
from celery.exceptions import Retry
from django.core import mail
from django.test import Client

from learners import letters
from learners.models import User
from learners.tasks import send_letter
from tests.demos.broker import RunningBroker

RESET = "/account/password/reset/"
LETTER = {"to": "ada@example.com", "subject": "Choose a new password", "body": "by this link: /key/1-secret/"}


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada@example.com", "ada@example.com", "a long and winding phrase")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise smtplib.SMTPRecipientsRefused({LETTER["to"]: (550, b"nobody here")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)


@pytest.mark.usefixtures("ada")
class TestForgotten:
    @pytest.mark.parametrize("address", ["ada@example.com", "nobody@example.com"])
    def test_the_reply_is_the_same_for_everybody(
        self, client: Client, broker: RunningBroker, address: str
    ) -> None:
        response = client.post(RESET, {"email": address})
        assert (response.status_code, response["Location"]) == (302, f"{RESET}done/")
        assert broker.depth("site") == 1

    @pytest.mark.usefixtures("no_broker")
    @pytest.mark.parametrize("address", ["ada@example.com", "nobody@example.com"])
    def test_without_a_queue_it_says_to_try_again(self, client: Client, address: str) -> None:
        response = client.post(RESET, {"email": address})
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert "could not be sent" in response.text

    def test_with_a_frozen_queue_it_says_so_soon(self, client: Client, broker: RunningBroker) -> None:
        broker.freeze()
        began = time.monotonic()
        assert client.post(RESET, {"email": "ada@example.com"}).status_code == 503
        assert time.monotonic() - began < 4


class TestSend:
    def test_the_letter_goes_out(self) -> None:
        send_letter(**LETTER)
        (sent,) = mail.outbox
        assert (sent.to, sent.subject, sent.body) == ([LETTER["to"]], LETTER["subject"], LETTER["body"])

    @pytest.mark.usefixtures("refusing")
    def test_what_failed_is_told_without_address_and_words(self) -> None:
        with pytest.raises(letters.NotSent, match=r"^SMTPRecipientsRefused$"):
            letters.send(**LETTER)

    @pytest.mark.usefixtures("refusing", "broker")
    def test_it_is_tried_again_and_the_log_keeps_its_secret(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG), pytest.raises(Retry):
            send_letter.apply(kwargs=LETTER, throw=True)
        assert "secret" not in caplog.text
        assert LETTER["to"] not in caplog.text
