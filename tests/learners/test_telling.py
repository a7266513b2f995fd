"""What the site knows of somebody is told whole, to them alone, and deleted whole."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from django.utils.text import capfirst

from demos.models import Run, Series
from demos.present.models import Guest, LiveClass
from demos.visitors import COOKIE, cookie_of
from learners.belongings import all_belongings
from learners.models import Learner, Session, User
from tests.demos.rows import make_run
from tests.learners.rows import one_of_each, owned_models, referring_to

PASSWORD = "a long and winding phrase"
DOWNLOAD, DELETE = "/account/data/download/", "/account/data/delete/"
READ = "/learn/why-background-tasks-matter/read/"

pytestmark = pytest.mark.django_db


def somebody(email: str = "") -> Client:
    """A guest, or one who is signed in, with a row of everything."""
    client = Client()
    client.post(READ)
    if email:
        client.post("/account/signup/", {"email": email, "password1": PASSWORD})
    Learner.objects.get(pk=client.session["learner"]).evidence.all().delete()
    one_of_each(Learner.objects.get(pk=client.session["learner"]))
    run = make_run()
    client.cookies[COOKIE] = cookie_of(run.visitor)
    return client


def leave(what: type[Series | Guest], visitor: UUID) -> None:
    now = timezone.now()
    if what is Series:
        Series.objects.create(id=uuid4(), visitor=visitor, scenario="upload", settings={}, started_at=now)
    else:
        live = LiveClass.objects.create(code="123456", started_at=now, ends_at=now)
        Guest.objects.create(live_class=live, visitor=visitor, joined_at=now)


def told(client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(client.get(DOWNLOAD).content)
    return answer


def rows() -> dict[str, int]:
    """Of every model that holds something of a person."""
    models = {Learner, User, Session, Run} | referring_to(Learner, User, Run)
    return {model._meta.label: count for model in models if (count := model._base_manager.count())}


class TestDownload:
    @pytest.mark.parametrize("email", ["", "ada@example.com"])
    def test_has_everything_of_one_and_nothing_of_others(self, email: str) -> None:
        client, others = somebody(email), [somebody(), somebody("bob@example.com")]
        told_to_one = told(client)
        assert told_to_one["learner"] == client.session["learner"]
        assert len(told_to_one["demos"]["runs"]) == 1
        for other in others:
            text = json.dumps(told_to_one)
            assert other.session["learner"] not in text
            assert "bob@example.com" not in text
        named = {name for room in ("learning", "flashcards", "quizzes") for name in told_to_one[room]}
        assert {str(model._meta.verbose_name_plural) for model in owned_models()} <= named

    def test_has_the_account_but_nothing_that_opens_it(self) -> None:
        client = somebody("ada@example.com")
        account = told(client)["account"]
        assert account["email"] == account["addresses"][0]["email"] == "ada@example.com"
        assert User.objects.get().password not in client.get(DOWNLOAD).text

    def test_of_somebody_who_has_only_looked_there_is_nothing(self, client: Client) -> None:
        empty: dict[str, list[object]] = {"runs": [], "series": [], "classes_joined": []}
        assert told(client) == {"account": None, "learner": None, "demos": empty}
        assert "Nothing yet" in client.get("/account/data/").text
        assert not Session.objects.exists()

    def test_of_what_there_is_the_page_says_how_much_in_plain_words(self) -> None:
        page = somebody().get("/account/data/").text
        assert "Nothing yet" not in page
        of_rooms = [owned.words for belongings in all_belongings() for owned in belongings.owned]
        for words in (*of_rooms, "runs of the demos"):
            assert f'<th scope="row">{capfirst(words)}</th><td>1</td>' in page

    @pytest.mark.parametrize(("left", "says"), [(Series, "Races"), (Guest, "Classes joined")])
    def test_a_race_or_a_class_alone_is_something(
        self, client: Client, left: type[Series | Guest], says: str
    ) -> None:
        run = make_run()
        client.cookies[COOKIE] = cookie_of(run.visitor)
        leave(left, run.visitor)
        run.delete()
        page = client.get("/account/data/").text
        assert f'<th scope="row">{says}</th><td>1</td>' in page
        assert "Nothing yet" not in page

    def test_is_a_file_that_no_cache_keeps(self, client: Client) -> None:
        response = client.get(DOWNLOAD)
        assert response["Content-Disposition"].startswith("attachment")
        assert "no-store" in response["Cache-Control"]


class TestDelete:
    def test_nothing_is_left_of_a_guest(self) -> None:
        client = somebody()
        assert client.post(DELETE, {"sure": "on"})["Location"] == "/account/data/deleted/"
        assert rows() == {}

    def test_without_a_yes_everything_is_left(self) -> None:
        client = somebody()
        before = rows()
        response = client.post(DELETE)
        assert response.status_code == 422
        assert "Tick this first" in response.text
        assert rows() == before

    def test_nothing_is_left_of_an_account_on_any_device(self) -> None:
        client, second = somebody("ada@example.com"), Client()
        second.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD})
        assert len(rows()) >= len(owned_models())
        assert client.post(DELETE, {"password": PASSWORD}).status_code == 302
        assert rows() == {}
        assert "You are a guest" in second.get("/account/").text
        assert client.cookies[COOKIE].value == ""

    def test_what_another_device_did_in_the_demos_is_not_promised_and_not_deleted(self) -> None:
        client, elsewhere = somebody("ada@example.com"), make_run()
        assert "on another device you delete from there" in client.get("/account/data/").text
        client.post(DELETE, {"password": PASSWORD})
        assert Run.objects.get() == elsewhere

    def test_others_keep_everything(self) -> None:
        somebody("bob@example.com")
        before = rows()
        somebody("ada@example.com").post(DELETE, {"password": PASSWORD})
        assert rows() == before

    @pytest.mark.parametrize("password", ["", "not this one"])
    def test_not_without_the_password(self, password: str) -> None:
        client = somebody("ada@example.com")
        before = rows()
        response = client.post(DELETE, {"password": password})
        assert response.status_code == 422
        assert "_error" in response.text
        assert rows() == before

    def test_passwords_are_not_found_here_by_trying(self) -> None:
        client = somebody("ada@example.com")
        statuses = [client.post(DELETE, {"password": "wrong"}).status_code for _ in range(6)]
        assert statuses == [422] * 5 + [429]
        assert get_user_model().objects.exists()

    def test_an_account_without_a_password_is_not_asked_for_one(self) -> None:
        client = somebody("ada@example.com")
        ada = User.objects.get()
        ada.set_unusable_password()
        ada.save()
        client.force_login(ada)
        assert client.post(DELETE, {"sure": "on"}).status_code == 302
        assert not User.objects.exists()

    def test_not_by_a_link(self, client: Client) -> None:
        assert client.get(DELETE).status_code == 405
