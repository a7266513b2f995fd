"""Signing up, in and out: progress goes along, and nobody sees another's."""

import time
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from demos.visitors import COOKIE
from learners.models import Evidence, Learner, Session, User
from quizzes.models import Explanation
from tests.racing import both_at_once

PASSWORD = "a long and winding phrase"
SIGN_UP, SIGN_IN, ACCOUNT = "/account/signup/", "/account/login/", "/account/"
READ = "/learn/why-background-tasks-matter/read/"

pytestmark = pytest.mark.django_db


def sign_up(client: Client, email: str = "ada@example.com") -> int:
    return client.post(SIGN_UP, {"email": email, "password1": PASSWORD}).status_code


def sign_in(client: Client, email: str = "ada@example.com", password: str = PASSWORD) -> int:
    return client.post(SIGN_IN, {"login": email, "password": password}).status_code


def learner_of(client: Client) -> UUID | None:
    known = client.session.get("learner")
    return UUID(known) if known else None


class TestSignUp:
    def test_the_guest_becomes_the_accounts_learner(self, client: Client) -> None:
        client.post(READ)
        guest = learner_of(client)
        response = client.post(SIGN_UP, {"email": "Ada@Example.com", "password1": PASSWORD})
        assert (response.status_code, response["Location"]) == (302, ACCOUNT)
        assert User.objects.get(email="ada@example.com").learner.pk == guest == learner_of(client)
        assert "signed in as ada@example.com" in client.get(ACCOUNT).text

    def test_the_session_has_a_new_key_and_the_old_one_is_worth_nothing(self, client: Client) -> None:
        client.post(READ)
        before = client.cookies["sessionid"].value
        sign_up(client)
        assert client.cookies["sessionid"].value != before
        assert list(Session.objects.values_list("user_id", flat=True)) == [User.objects.get().pk]

    def test_the_page_says_that_a_worker_sends_the_welcome_email(self, client: Client) -> None:
        sign_up(client)
        assert "A worker is sending your welcome email" in client.get(ACCOUNT).text

    def test_one_address_has_one_account(self, client: Client) -> None:
        sign_up(client)
        response = Client().post(SIGN_UP, {"email": "ADA@example.com", "password1": PASSWORD})
        assert response.status_code == 422
        assert "has an account already" in response.text

    @pytest.mark.parametrize("password", ["short", "password", "12345678", "ada@example.com"])
    def test_a_weak_password_is_refused_beside_its_field(self, client: Client, password: str) -> None:
        response = client.post(SIGN_UP, {"email": "ada@example.com", "password1": password})
        assert response.status_code == 422
        assert 'id="id_password1_error"' in response.text
        assert not User.objects.exists()

    def test_a_form_is_labelled_and_a_password_never_comes_back(self, client: Client) -> None:
        response = client.post(SIGN_UP, {"email": "no address", "password1": PASSWORD})
        assert PASSWORD not in response.text
        for part in ('for="id_email"', 'autocomplete="email"', 'autocomplete="new-password"'):
            assert part in response.text
        assert "placeholder" not in response.text


@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_with_one_address_at_once_make_one_account() -> None:
    statuses: list[int] = []
    both_at_once(lambda: statuses.append(sign_up(Client())))
    assert sorted(statuses) == [302, 422]
    assert User.objects.count() == Learner.objects.count() == 1


class TestSignIn:
    def test_a_second_device_sees_the_same_progress(self, client: Client) -> None:
        client.post(READ)
        sign_up(client)
        second = Client()
        assert sign_in(second) == 302
        assert learner_of(second) == learner_of(client)

    def test_what_was_done_there_as_a_guest_comes_along(self, client: Client) -> None:
        client.post(READ)
        sign_up(client)
        of_one = Evidence.objects.count()
        second = Client()
        second.post(READ)
        sign_in(second)
        assert (
            Evidence.objects.filter(learner=learner_of(client)).count()
            == 2 * of_one
            == Evidence.objects.count()
        )

    def test_who_signs_in_as_another_takes_nothing_along(self, client: Client) -> None:
        sign_up(Client(), "bob@example.com")
        client.post(READ)
        sign_up(client)
        client.force_login(User.objects.get(email="bob@example.com"))
        assert learner_of(client) == User.objects.get(email="bob@example.com").learner.pk
        assert not Evidence.objects.filter(learner=learner_of(client)).exists()

    def test_with_a_wrong_password(self, client: Client) -> None:
        sign_up(Client())
        response = client.post(SIGN_IN, {"login": "ada@example.com", "password": "wrong"})
        assert response.status_code == 422
        assert "do not go together" in response.text
        assert SESSION_KEY not in client.session

    def test_never_leads_to_another_site(self, client: Client) -> None:
        sign_up(Client())
        form = {"login": "ada@example.com", "password": PASSWORD, "next": "https://evil.example/"}
        assert client.post(SIGN_IN, form)["Location"] == ACCOUNT

    def test_presenters_go_on_signing_in_by_their_name(self, client: Client) -> None:
        grace = User.objects.create_user("grace", password=PASSWORD)
        grace.user_permissions.add(Permission.objects.get(codename="present_class"))
        response = client.post("/demos/present/sign-in/", {"username": "grace", "password": PASSWORD})
        assert response["Location"] == "/demos/present/"
        assert learner_of(client) == User.objects.get().learner.pk

    def test_who_has_to_sign_in_comes_to_this_page(self, client: Client) -> None:
        assert client.get("/account/password/change/")["Location"].startswith(SIGN_IN)


class TestSignOut:
    def test_leaves_nothing_on_this_browser(self, client: Client) -> None:
        client.post(READ)
        sign_up(client)
        own = learner_of(client)
        client.cookies[COOKIE] = "somebody's"
        before = client.cookies["sessionid"].value
        assert client.post("/account/logout/")["Location"] == "/"
        assert client.cookies[COOKIE].value == ""
        assert learner_of(client) is None
        assert not Session.objects.filter(pk=before).exists()
        client.post(READ)
        assert learner_of(client) not in (None, own)

    def test_is_said_on_the_page_that_follows_once(self, client: Client) -> None:
        sign_up(client)
        said = "You are signed out."
        assert said in client.post("/account/logout/", follow=True).text
        assert said not in client.get("/").text

    def test_not_by_a_link(self, client: Client) -> None:
        assert client.get("/account/logout/").status_code == 405


class TestOtherDevices:
    def test_are_signed_out_by_a_new_password_and_see_nothing_more(self, client: Client) -> None:
        client.post(READ)
        sign_up(client)
        second = Client()
        sign_in(second)
        new = "quite another phrase"
        changed = client.post(
            "/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
        )
        assert changed.status_code == 302
        assert "You are a guest" in second.get(ACCOUNT).text
        assert learner_of(second) is None
        assert "signed in as" in client.get(ACCOUNT).text
        assert sign_in(second, password=new) == 302

    def test_of_a_closed_account_see_nothing_more(self, client: Client) -> None:
        client.post(READ)
        sign_up(client)
        User.objects.update(is_active=False)
        assert "Nothing yet" in client.get("/account/data/").text
        client.post(READ)
        assert learner_of(client) != Learner.objects.get(user__isnull=False).pk


class TestOthers:
    """Whatever has an address of its own is there for its learner only."""

    @pytest.fixture
    def ada(self) -> Client:
        client = Client()
        sign_up(client)
        return client

    @pytest.fixture
    def others(self, ada: Client) -> list[Client]:
        """One who has only looked, a guest, one who is signed in, and a device where she signed out."""
        looks, guest, bob, same = Client(), Client(), Client(), Client()
        guest.post(READ)
        sign_up(bob, "bob@example.com")
        sign_in(same)
        same.post("/account/logout/")
        return [looks, guest, bob, same]

    def test_see_no_attempt_of_hers(self, ada: Client, others: list[Client]) -> None:
        attempt = ada.post("/quizzes/recall-quiz/")["Location"]
        assert ada.get(attempt).status_code == 200
        assert {other.get(attempt).status_code for other in others} == {404}
        assert {other.post(f"{attempt}answer/", {}).status_code for other in others} == {404}

    def test_write_nothing_into_what_she_explained(self, ada: Client, others: list[Client]) -> None:
        ada.post("/explain/why-they-matter/", {"text": "A worker does it in the background."})
        hers = Explanation.objects.get()
        claim = f"/explain/explanations/{hers.pk}/claim/"
        assert {other.post(claim).status_code for other in others} == {404}

    def test_see_nothing_of_hers_on_any_page(self, ada: Client, others: list[Client]) -> None:
        known = str(learner_of(ada))
        for other in others:
            for address in ("/", "/progress/", ACCOUNT, "/account/data/", "/account/data/download/"):
                page = other.get(address).text
                assert known not in page
                assert "ada@example.com" not in page


class TestLimits:
    def test_wrong_passwords_are_bounded_for_each_account(self, client: Client) -> None:
        sign_up(Client())
        assert {sign_in(client, password="wrong") for _ in range(5)} == {422}
        response = client.post(SIGN_IN, {"login": "ada@example.com", "password": PASSWORD})
        assert (response.status_code, response["Retry-After"]) == (429, "300")
        assert "Wait five minutes" in response.text

    def test_letters_are_bounded_for_each_account_also_over_an_hour(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = time.time()
        replies = []
        for minute in range(6):
            monkeypatch.setattr(time, "time", lambda later=now + 61 * minute: later)
            replies.append(client.post("/account/password/reset/", {"email": "ada@example.com"}))
        assert [reply.status_code == 429 for reply in replies] == [False] * 5 + [True]
        assert "five letters an hour" in replies[-1].text

    def test_right_ones_do_not_count(self) -> None:
        sign_up(Client())
        assert {sign_in(Client()) for _ in range(7)} == {302}

    @pytest.mark.parametrize(
        ("address", "action", "form"),
        [
            (SIGN_UP, "signup", {"email": "x"}),
            (SIGN_IN, "login", {"login": "x"}),
            ("/account/password/reset/", "reset_password", {"email": "x@example.com"}),
        ],
    )
    def test_tries_are_bounded_for_each_address(
        self, client: Client, settings: Settings, address: str, action: str, form: dict[str, str]
    ) -> None:
        settings.ACCOUNT_RATE_LIMITS = {action: "1/m/ip"}
        assert client.post(address, form).status_code != 429
        response = client.post(address, form)
        assert (response.status_code, response["Retry-After"]) == (429, "60")
        assert "That was often enough" in response.text

    def test_a_public_sites_visitors_are_told_apart_by_what_the_proxy_says(self, settings: Settings) -> None:
        settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        statuses = [
            Client(headers={"X-Forwarded-For": chain}).post(SIGN_IN, {"login": "x"}).status_code
            for chain in ("9.9.9.9, 1.1.1.1", "9.9.9.9, 2.2.2.2", "8.8.8.8, 2.2.2.2")
        ]
        assert statuses == [422, 422, 429]


class TestElsewhere:
    def test_nothing_is_offered_where_nothing_is_set_up(self, client: Client) -> None:
        assert settings.SOCIAL_PROVIDERS == []
        assert "Go on with" not in client.get(SIGN_IN).text
        assert client.get("/account/google/login/").status_code == 404


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_the_pages_of_the_entrance_open(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200
