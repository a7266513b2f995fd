"""Presenters sign in, and nobody gets in by trying."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Permission
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from demos.present import guessing
from demos.present.guessing import FROM_ONE_ADDRESS, Secret, TooManyGuesses, begin_guess
from demos.present.models import WrongGuess

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


PASSWORD = "a long and winding phrase"
SIGN_IN = "/demos/present/sign-in/"


@pytest.fixture
def ada() -> None:
    user = get_user_model().objects.create_user("ada", password=PASSWORD)
    user.user_permissions.add(Permission.objects.get(codename="present_class"))


@pytest.fixture
def bob() -> None:
    """He learns, and presents nothing."""
    get_user_model().objects.create_user("bob@example.com", "bob@example.com", PASSWORD)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FROM_ONE_ADDRESS, Secret.PASSWORD, 2)


def try_to_sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    return client.post(SIGN_IN, {"username": "ada", "password": password, **more}).status_code


@pytest.mark.usefixtures("ada")
class TestSignIn:
    def test_with_the_right_password(self, client: Client) -> None:
        response = client.post(SIGN_IN, {"username": "ada", "password": PASSWORD, "next": "/demos/"})
        assert (response.status_code, response["Location"]) == (302, "/demos/")
        assert "signed in as ada" in client.get(SIGN_IN).text
        assert not WrongGuess.objects.exists()

    def test_never_leads_to_another_site(self, client: Client) -> None:
        response = client.post(
            SIGN_IN, {"username": "ada", "password": PASSWORD, "next": "https://evil.example/"}
        )
        assert response["Location"] == "/demos/present/"

    def test_with_a_wrong_one(self, client: Client) -> None:
        response = client.post(SIGN_IN, {"username": "ada", "password": "wrong"})
        assert response.status_code == 422
        assert "do not go together" in response.text
        assert "wrong&quot;" not in response.text

    def test_sign_out(self, client: Client) -> None:
        try_to_sign_in(client)
        assert client.get("/demos/present/sign-out/").status_code == 405
        client.post("/demos/present/sign-out/")
        assert "signed in" not in client.get(SIGN_IN).text

    @pytest.mark.usefixtures("few")
    def test_not_by_trying(self, client: Client) -> None:
        assert [try_to_sign_in(client, password) for password in ("a", "b")] == [422, 422]
        response = client.post(SIGN_IN, {"username": "ada", "password": PASSWORD})
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= guessing.WINDOW.total_seconds()

    def test_not_by_who_is_signed_in_already(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(guessing, "AT_ONE_NAME", 2)
        try_to_sign_in(client)
        assert [try_to_sign_in(client, password) for password in ("a", "b", "c")] == [422, 422, 429]

    def test_not_by_writing_the_name_in_other_ways(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guessing, "AT_ONE_NAME", 2)
        names = (" ada", "\uff41da", "a\uff44a")  # wide letters, which the form takes for narrow ones
        statuses = [client.post(SIGN_IN, {"username": name, "password": "x"}).status_code for name in names]
        assert statuses == [422, 422, 429]

    @pytest.mark.usefixtures("few")
    def test_right_ones_do_not_count(self) -> None:
        assert {try_to_sign_in(Client()) for _ in range(4)} == {302}


@pytest.mark.usefixtures("ada", "bob")
class TestLearners:
    def test_are_told_the_same_whether_or_not_their_password_was_right(self, client: Client) -> None:
        replies = [
            client.post(SIGN_IN, {"username": "bob@example.com", "password": password})
            for password in (PASSWORD, "wrong")
        ]
        assert {reply.status_code for reply in replies} == {422}
        assert len({re.sub(r"\b\w{64}\b", "a token", reply.text) for reply in replies}) == 1
        assert "_auth_user_id" not in client.session
        assert WrongGuess.objects.count() == 2

    def test_are_refused_after_as_much_work_as_a_presenter(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each password is hashed once: one of a presenter, of a learner, and of nobody."""
        hashed: list[str] = []
        encode = MD5PasswordHasher.encode

        def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
            hashed.append(password)
            return encode(hasher, password, salt)

        monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
        for name in ("ada", "bob@example.com", "nobody"):
            client.post(SIGN_IN, {"username": name, "password": f"a wrong one for {name}"})
        assert hashed == [f"a wrong one for {name}" for name in ("ada", "bob@example.com", "nobody")]


def guess_from(address: str, now: datetime, *, name: str = "ada", **headers: str) -> WrongGuess:
    request = RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)
    return begin_guess(request, Secret.PASSWORD, now, name=name)


@pytest.mark.usefixtures("few")
class TestGuesses:
    def test_are_counted_for_each_address(self) -> None:
        now = timezone.now()
        guess_from("10.0.0.1", now)
        guess_from("10.0.0.1", now + timedelta(minutes=1))
        guess_from("10.0.0.2", now)
        with pytest.raises(TooManyGuesses) as wait:
            guess_from("10.0.0.1", now + timedelta(minutes=2))
        assert wait.value.seconds == 8 * 60
        assert WrongGuess.objects.count() == 3  # what was not looked at does not count
        guess_from("10.0.0.1", now + timedelta(minutes=10, seconds=1))
        assert WrongGuess.objects.count() == 2  # what is over is forgotten

    def test_are_counted_for_each_name_and_lock_nobody_else_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guessing, "AT_ONE_NAME", 3)
        now = timezone.now()
        for host in range(3):
            guess_from(f"10.0.0.{host}", now)
        with pytest.raises(TooManyGuesses):
            guess_from("10.0.0.9", now)
        assert guess_from("10.0.0.9", now, name="grace").pk

    @pytest.mark.usefixtures("ada")
    def test_from_everywhere_do_not_keep_out_whom_they_are_aimed_at(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guessing, "AT_ONE_NAME", 3)
        assert try_to_sign_in(client) == 302
        client.post("/demos/present/sign-out/")
        tries = [try_to_sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), "wrong") for number in range(5)]
        assert tries == [422, 422, 422, 429, 429]
        assert try_to_sign_in(Client(REMOTE_ADDR="192.0.2.9")) == 429
        assert try_to_sign_in(client) == 302

    @pytest.mark.usefixtures("ada", "few")
    def test_from_the_same_address_do_not_keep_out_who_was_here_before(self, client: Client) -> None:
        assert try_to_sign_in(client) == 302
        client.post("/demos/present/sign-out/")
        pupil = Client()
        assert [try_to_sign_in(pupil, "wrong") for _ in range(3)] == [422, 422, 429]
        assert try_to_sign_in(pupil) == 429
        assert try_to_sign_in(client) == 302

    @pytest.mark.usefixtures("ada")
    def test_are_as_few_from_a_browser_that_was_here_before(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guessing, "AT_ONE_NAME", 3)
        monkeypatch.setitem(FROM_ONE_ADDRESS, Secret.PASSWORD, 99)
        assert try_to_sign_in(client) == 302
        assert [try_to_sign_in(client, "wrong") for _ in range(4)] == [422, 422, 422, 429]

    def test_at_a_code_refuse_only_who_made_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(guessing, "AT_ONE_NAME", 1)
        monkeypatch.setitem(FROM_ONE_ADDRESS, Secret.CODE, 2)
        now = timezone.now()
        here, next_door, elsewhere = (
            RequestFactory().get("/", REMOTE_ADDR=address)
            for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
        )
        begin_guess(here, Secret.CODE, now)
        begin_guess(here, Secret.CODE, now)
        with pytest.raises(TooManyGuesses):
            begin_guess(next_door, Secret.CODE, now)  # the same customer has both
        assert begin_guess(elsewhere, Secret.CODE, now).pk

    def test_keep_no_name(self) -> None:
        assert "ada" not in guess_from("10.0.0.1", timezone.now()).target

    def test_are_told_apart_behind_a_public_sites_proxy(self, settings: Settings) -> None:
        settings.PUBLIC_HOST = "class.example"
        chain = {"X-Forwarded-For": "1.1.1.1, 2.2.2.2"}  # who asks may write the first, never the last
        assert guess_from("127.0.0.1", timezone.now(), **chain).address == "2.2.2.2"

    def test_cannot_be_told_apart_by_a_header_elsewhere(self) -> None:
        chain = {"X-Forwarded-For": "1.1.1.1"}
        assert guess_from("10.0.0.1", timezone.now(), **chain).address == "10.0.0.1"
