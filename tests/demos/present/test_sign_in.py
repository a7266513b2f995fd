"""Presenters sign in, and nobody gets in by trying."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from demos.present import guessing
from demos.present.guessing import FROM_ONE_ADDRESS, IN_ALL, Secret, TooManyGuesses, begin_guess
from demos.present.models import WrongGuess

pytestmark = pytest.mark.django_db

PASSWORD = "a long and winding phrase"
SIGN_IN = "/demos/present/sign-in/"


@pytest.fixture
def ada() -> None:
    get_user_model().objects.create_user("ada", password=PASSWORD)


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

    @pytest.mark.usefixtures("few")
    def test_not_by_who_is_signed_in_already(self, client: Client) -> None:
        try_to_sign_in(client)
        assert [try_to_sign_in(client, password) for password in ("a", "b", "c")] == [422, 422, 429]

    @pytest.mark.usefixtures("few")
    def test_right_ones_do_not_count(self) -> None:
        assert {try_to_sign_in(Client()) for _ in range(4)} == {302}


def guess_from(address: str, now: datetime, **headers: str) -> WrongGuess:
    request = RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)
    return begin_guess(request, Secret.PASSWORD, now)


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

    def test_are_counted_in_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(IN_ALL, Secret.PASSWORD, 3)
        now = timezone.now()
        for host in range(3):
            guess_from(f"10.0.0.{host}", now)
        with pytest.raises(TooManyGuesses):
            guess_from("10.0.0.9", now)

    def test_are_told_apart_behind_a_public_sites_proxy(self, settings: Settings) -> None:
        settings.PUBLIC_HOST = "class.example"
        chain = {"X-Forwarded-For": "1.1.1.1, 2.2.2.2"}  # who asks may write the first, never the last
        assert guess_from("127.0.0.1", timezone.now(), **chain).address == "2.2.2.2"

    def test_cannot_be_told_apart_by_a_header_elsewhere(self) -> None:
        chain = {"X-Forwarded-For": "1.1.1.1"}
        assert guess_from("10.0.0.1", timezone.now(), **chain).address == "10.0.0.1"
