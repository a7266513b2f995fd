"""One welcome email for each account, whatever is away meanwhile."""

import smtplib
import time
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from learners import letters, welcome
from learners.models import User
from learners.tasks import welcome as welcome_task
from learners.welcome import State, ask_again, due, queue_welcome, send_welcome, state_of
from tests.demos.broker import RunningBroker
from tests.racing import both_at_once

MINUTE = timedelta(minutes=1)
SIGN_UP = "/account/signup/"
FORM = {"email": "ada@example.com", "password1": "a long and winding phrase"}


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada@example.com", "ada@example.com")


def refuse(*_: object) -> None:
    raise smtplib.SMTPServerDisconnected("for its own reasons")


class TestSendWelcome:
    def test_the_letter_goes_out_and_is_noted(self, ada: User) -> None:
        assert send_welcome(ada.pk, timezone.now())
        ada.refresh_from_db()
        assert ada.welcomed_at is not None
        (sent,) = mail.outbox
        assert (sent.to, sent.subject) == ([ada.email], "Welcome to Behind the Scenes")
        assert sent.extra_headers["Message-ID"].startswith(f"<welcome-{ada.pk}-")

    def test_a_task_that_runs_twice_sends_one(self, ada: User) -> None:
        assert [send_welcome(ada.pk, timezone.now()) for _ in range(3)] == [True, False, False]
        assert len(mail.outbox) == 1

    def test_who_deletes_the_account_and_makes_it_anew_has_one_letter(self, ada: User) -> None:
        send_welcome(ada.pk, timezone.now())
        ada.delete()
        again = User.objects.create_user("ada@example.com", "ada@example.com")
        assert not send_welcome(again.pk, timezone.now())
        assert len(mail.outbox) == 1
        assert again.pk not in due(timezone.now())

    def test_who_has_no_address_or_is_gone_gets_none(self, db: None) -> None:
        presenter = User.objects.create_user("grace")
        assert not send_welcome(presenter.pk, timezone.now())
        assert not send_welcome(presenter.pk + 1, timezone.now())
        assert list(due(timezone.now())) == []

    def test_after_a_failure_it_is_tried_again_at_growing_intervals(
        self, ada: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries: list[datetime] = []
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
        for minutes in range(120):
            now = ada.date_joined + minutes * MINUTE
            for user_id in due(now):
                tries.append(now)
                with pytest.raises(letters.NotSent):
                    send_welcome(user_id, now)
        assert [(at - ada.date_joined) // MINUTE for at in tries] == [0, 1, 2, 4, 8, 16, 32, 64]

    def test_for_a_day_and_not_longer(self, ada: User) -> None:
        assert list(due(ada.date_joined + timedelta(hours=23))) == [ada.pk]
        assert list(due(ada.date_joined + timedelta(hours=25))) == []


@pytest.mark.django_db
class TestTheAccountPage:
    """Says that the letter is on its way only while it may be."""

    SAYS = "A worker is sending your welcome email"

    @pytest.mark.parametrize(("hours", "says"), [(1, True), (23, True), (25, False), (24 * 100, False)])
    def test_for_a_day(self, client: Client, ada: User, hours: int, says: bool) -> None:
        User.objects.update(date_joined=timezone.now() - timedelta(hours=hours))
        client.force_login(ada)
        assert (self.SAYS in client.get("/account/").text) is says

    def test_never_to_who_has_no_address(self, client: Client) -> None:
        client.force_login(User.objects.create_user("grace"))
        assert self.SAYS not in client.get("/account/").text

    def test_says_when_it_was_sent(self, client: Client, ada: User) -> None:
        send_welcome(ada.pk, timezone.now())
        client.force_login(ada)
        page = client.get("/account/").text
        assert "A worker sent your welcome email at" in page
        assert self.SAYS not in page


@pytest.mark.django_db
class TestWhereAddressesMustBeConfirmed:
    @pytest.fixture(autouse=True)
    def _mandatory(self, settings: Settings) -> None:
        settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"

    @pytest.fixture
    def queued(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """Whose welcome was queued."""
        queued: list[int] = []
        monkeypatch.setattr("learners.signals.queue_welcome", queued.append)
        monkeypatch.setattr("learners.accounts.adapter.queue_letter", lambda **_: None)
        return queued

    def test_the_welcome_waits_for_that(self, client: Client, queued: list[int]) -> None:
        client.post(SIGN_UP, FORM)
        user, later = User.objects.get(), timezone.now() + MINUTE
        assert queued == []
        assert not send_welcome(user.pk, later)
        assert list(due(later)) == []

        address = EmailAddress.objects.get()
        client.post(f"/account/confirm-email/{EmailConfirmationHMAC(address).key}/")
        assert queued == [user.pk]
        assert list(due(later)) == [user.pk]
        assert send_welcome(user.pk, later)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = Barrier(2)
    is_due = welcome._is_due

    def both_look_first(user: User, now: datetime, asked_at: datetime | None) -> bool:
        found = is_due(user, now, asked_at)
        meeting.wait(timeout=30)
        return found

    monkeypatch.setattr(welcome, "_is_due", both_look_first)
    both_at_once(lambda: send_welcome(ada.pk, timezone.now()))
    assert len(mail.outbox) == 1


@pytest.mark.django_db
class TestSigningUp:
    def test_queues_it(self, client: Client, broker: RunningBroker) -> None:
        client.post(SIGN_UP, FORM)
        assert broker.depth("site") == 1

    @pytest.mark.usefixtures("no_broker")
    def test_works_without_a_queue_and_the_letter_is_due(self, client: Client) -> None:
        assert client.post(SIGN_UP, FORM).status_code == 302
        assert list(due(timezone.now())) == [User.objects.get().pk]

    def test_does_not_wait_for_a_frozen_queue(self, ada: User, broker: RunningBroker) -> None:
        broker.freeze()
        began = time.monotonic()
        queue_welcome(ada.pk)
        assert time.monotonic() - began < 1.5


def refuse_for_good(*_: object) -> None:
    raise smtplib.SMTPRecipientsRefused({FORM["email"]: (550, b"nobody of that name")})


class TestNotDelivered:
    def test_what_is_refused_is_not_tried_again_by_itself(
        self, ada: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse_for_good)
        with pytest.raises(letters.Refused):
            send_welcome(ada.pk, timezone.now())
        ada.refresh_from_db()
        later = timezone.now() + 5 * MINUTE
        assert (state_of(ada, later), list(due(later))) == (State.REFUSED, [])

    @pytest.mark.parametrize(
        ("joined", "tried", "state"),
        [
            (0, None, State.ON_ITS_WAY),
            (10, 0, State.ON_ITS_WAY),
            (10, 1, State.LATE),
            (2000, 1, State.GIVEN_UP),
            (2000, None, State.NONE),
        ],
    )
    def test_what_is_said(self, ada: User, joined: int, tried: int | None, state: State) -> None:
        now = timezone.now()
        ada.date_joined = now - joined * MINUTE
        ada.welcome_tried_at = None if tried is None else now - tried * MINUTE
        assert state_of(ada, now) == state

    def test_the_account_page_says_it_and_offers_another_try(
        self, ada: User, client: Client, broker: RunningBroker
    ) -> None:
        User.objects.filter(pk=ada.pk).update(welcome_refused=True, welcome_tried_at=timezone.now() - MINUTE)
        client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get("/account/").content.decode()
        assert "The mail server refused your welcome email" in page
        assert 'action="/account/welcome/"' in page
        for _ in range(2):
            assert client.post("/account/welcome/").status_code == 302
        assert broker.depth("site") == 1
        ada.refresh_from_db()
        assert not send_welcome(ada.pk, timezone.now())
        assert send_welcome(ada.pk, timezone.now(), asked_at=ada.welcome_tried_at)
        assert not send_welcome(ada.pk, timezone.now(), asked_at=ada.welcome_tried_at)

    @pytest.mark.usefixtures("no_broker")
    @pytest.mark.parametrize(("refused", "days"), [(True, 0), (True, 100), (False, 100)])
    def test_without_a_queue_it_can_be_asked_for_again(
        self, ada: User, client: Client, refused: bool, days: int
    ) -> None:
        before = {"welcome_refused": refused, "welcome_tried_at": timezone.now() - MINUTE}
        User.objects.update(date_joined=timezone.now() - timedelta(days=days), **before)
        client.force_login(ada)
        reply = client.post("/account/welcome/")
        assert reply.status_code == 503
        assert "could not be sent" in reply.text
        assert User.objects.filter(**before).exists()
        assert "Send it again" in client.get("/account/").text

    @pytest.mark.usefixtures("broker")
    def test_where_the_queue_loses_it_it_can_be_asked_for_again(self, ada: User) -> None:
        now = timezone.now()
        ada.date_joined, ada.welcome_tried_at = now - 100 * 24 * 60 * MINUTE, now - 99 * 24 * 60 * MINUTE
        ada.save()
        ask_again(ada, now)
        ada.refresh_from_db()
        assert state_of(ada, now) == State.ON_ITS_WAY
        assert state_of(ada, now + MINUTE) == State.GIVEN_UP

    def test_the_task_does_what_was_asked_for(self, ada: User) -> None:
        User.objects.update(welcome_tried_at=(asked_at := timezone.now()))
        welcome_task(ada.pk, asked_at=asked_at.isoformat())
        assert len(mail.outbox) == 1

    def test_what_is_under_way_is_not_asked_for_again(self, ada: User, broker: RunningBroker) -> None:
        ask_again(ada, timezone.now())
        assert broker.depth("site") == 0
