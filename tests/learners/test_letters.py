"""Letters to accounts: queued with the whole of their words, and their words nowhere else."""

import logging
import re
import smtplib
import time

import pytest
from celery.exceptions import Retry
from django.core import mail
from django.test import Client
from pytest_django import Settings

from learners import letters
from learners.models import User
from learners.tasks import send_letter
from tests.demos.broker import RunningBroker

RESET, SIGN_UP = "/account/password/reset/", "/account/signup/"
LETTER = {"to": "ada@example.com", "subject": "Choose a new password", "body": "by this link: /key/1-secret/"}


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada@example.com", "ada@example.com", "a long and winding phrase")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise smtplib.SMTPRecipientsRefused({LETTER["to"]: (450, b"not now")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The letters that a worker would get."""
    letters: list[dict[str, str]] = []
    monkeypatch.setattr("learners.accounts.adapter.queue_letter", lambda **letter: letters.append(letter))
    return letters


@pytest.mark.usefixtures("ada")
class TestForgotten:
    @pytest.mark.parametrize(("address", "letters"), [("ada@example.com", 1), ("nobody@example.com", 0)])
    def test_the_reply_is_the_same_for_everybody(
        self, client: Client, broker: RunningBroker, address: str, letters: int
    ) -> None:
        response = client.post(RESET, {"email": address})
        assert (response.status_code, response["Location"]) == (302, f"{RESET}done/")
        assert broker.depth("site") == letters

    @pytest.mark.usefixtures("no_broker")
    @pytest.mark.parametrize("address", ["ada@example.com", "nobody@example.com"])
    def test_without_a_queue_it_says_to_try_again(
        self, client: Client, settings: Settings, address: str
    ) -> None:
        settings.ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # as where nobody is told who has an account
        response = client.post(RESET, {"email": address})
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert "could not be sent" in response.text

    def test_with_a_frozen_queue_it_says_so_soon(self, client: Client, broker: RunningBroker) -> None:
        broker.freeze()
        began = time.monotonic()
        assert client.post(RESET, {"email": "ada@example.com"}).status_code == 503
        assert time.monotonic() - began < 4


@pytest.mark.usefixtures("ada")
class TestLinks:
    """Whoever asks for a letter names a Host; the letter goes to somebody else."""

    @pytest.fixture(autouse=True)
    def _public(self, settings: Settings) -> None:
        settings.ALLOWED_HOSTS = ["learn.example", "localhost"]
        settings.SITE_URL = "https://learn.example"
        settings.ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
        settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"

    @pytest.mark.parametrize("host", ["learn.example:6666", "localhost", "LEARN.example.", "localhost:1"])
    @pytest.mark.parametrize(
        ("page", "email", "path"),
        [
            (RESET, "ada@example.com", "/account/password/reset/key/"),
            (RESET, "nobody@example.com", "/account/signup/"),
            (SIGN_UP, "eve@example.com", "/account/confirm-email/"),
            (SIGN_UP, "ada@example.com", "/account/password/reset/"),
        ],
    )
    def test_lead_to_the_site_whatever_the_request_calls_it(
        self, queued: list[dict[str, str]], host: str, page: str, email: str, path: str
    ) -> None:
        form = {"email": email, "password1": "a long and winding phrase"}
        Client(headers={"Host": host}).post(page, form)
        (letter,) = queued
        (link,) = re.findall(r"\S+://\S+", letter["body"])
        assert link.startswith(f"https://learn.example{path}")


@pytest.mark.django_db
class TestUndeliverable:
    """`ä` sixty times is a domain for Django's validator, and none for a mail server."""

    ADDRESS = f"x@{'ä' * 60}.org"

    @pytest.mark.parametrize("page", [RESET, SIGN_UP])
    def test_is_refused_by_the_form(self, client: Client, page: str) -> None:
        response = client.post(page, {"email": self.ADDRESS, "password1": "a long and winding phrase"})
        assert response.status_code == 422
        assert "There is no such domain." in response.text
        assert not User.objects.exists()

    def test_is_a_letter_that_was_not_sent(self) -> None:
        with pytest.raises(letters.NotSent, match=r"^UnicodeError$"):
            letters.send(**{**LETTER, "to": self.ADDRESS})


class TestSend:
    def test_the_letter_goes_out(self) -> None:
        send_letter(**LETTER)
        (sent,) = mail.outbox
        assert (sent.to, sent.subject, sent.body) == ([LETTER["to"]], LETTER["subject"], LETTER["body"])

    @pytest.mark.parametrize(
        ("error", "refused"),
        [
            (smtplib.SMTPRecipientsRefused({LETTER["to"]: (550, b"nobody of that name")}), True),
            (smtplib.SMTPRecipientsRefused({LETTER["to"]: (450, b"not now")}), False),
            (smtplib.SMTPDataError(550, b"nobody of that name"), True),
            (smtplib.SMTPDataError(552, b"over quota"), False),
            (smtplib.SMTPDataError(554, b"against our policy"), False),
            (smtplib.SMTPSenderRefused(550, b"not from there", "site@localhost"), False),
            (smtplib.SMTPAuthenticationError(535, b"wrong password"), False),
        ],
    )
    def test_only_what_is_wrong_with_the_address_is_for_good(
        self, monkeypatch: pytest.MonkeyPatch, error: smtplib.SMTPException, refused: bool
    ) -> None:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
        with pytest.raises(letters.NotSent) as told:
            letters.send(**LETTER)
        assert isinstance(told.value, letters.Refused) is refused

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
