"""The database away: a page that says so, kept waiting where that helps, and nothing typed is lost."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from config import unavailable
from config.unavailable import DatabaseAway, asked_again, is_away

ADDRESS = "/explain/why-they-matter/"


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unavailable, "PATIENCE", 0.1)
    monkeypatch.setattr(unavailable, "PAUSE", 0.001)
    monkeypatch.setattr(unavailable, "close_old_connections", lambda: None)  # the test's is in a transaction
    monkeypatch.setattr(unavailable, "_waited_in_vain", None)


def away(*_: Any) -> Any:
    raise OperationalError("the server closed the connection unexpectedly")


def learner() -> Client:
    """Somebody whose pages need the database."""
    client = Client(raise_request_exception=False)
    client.post(ADDRESS, {"text": "A worker takes it from the queue."})
    return client


def sqlite_error(sql: str) -> OperationalError:
    """What Django makes of this statement on SQLite."""
    try:
        sqlite3.connect(":memory:").execute(sql)
    except sqlite3.Error as cause:
        error = OperationalError(str(cause))
        error.__cause__ = cause
        return error
    raise AssertionError(sql)


class TestIsAway:
    def test_a_lost_connection(self) -> None:
        assert is_away(OperationalError("terminating connection due to administrator command"))

    @pytest.mark.parametrize(("vendor", "away"), [("postgresql", True), ("sqlite", False)])
    def test_what_sqlite_calls_an_interface_error_is_ours(
        self, monkeypatch: pytest.MonkeyPatch, vendor: str, away: bool
    ) -> None:
        monkeypatch.setattr(connection, "vendor", vendor)
        assert is_away(InterfaceError("connection already closed")) is away

    def test_sqlite_locked_by_another_process(self, tmp_path: Path) -> None:
        one, other = (sqlite3.connect(tmp_path / "x", timeout=0, isolation_level=None) for _ in range(2))
        one.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as locked:
            other.execute("BEGIN IMMEDIATE")
        error = OperationalError(str(locked.value))
        error.__cause__ = locked.value
        assert is_away(error)

    def test_a_statement_with_a_fault_is_ours(self) -> None:
        assert not is_away(sqlite_error("SELECT * FROM nowhere"))

    def test_any_other_error_is_ours(self) -> None:
        assert not is_away(ValueError())
        assert not is_away(None)


@pytest.mark.django_db
class TestPage:
    @pytest.fixture(autouse=True)
    def _away(self, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
        self.client = learner()
        monkeypatch.setattr(connection, "cursor", away)

    def test_who_looks_is_asked_to_look_again(self) -> None:
        reply = self.client.get("/quizzes/")
        assert (reply.status_code, reply["Retry-After"], reply["Refresh"]) == (503, "3", "3")
        assert "no-store" in reply["Cache-Control"]
        assert "the database is away" in reply.content.decode()

    def test_what_was_typed_is_on_the_page_to_be_sent_again(self) -> None:
        reply = self.client.post(ADDRESS, {"text": 'A "worker" <waits>.'})
        page = reply.content.decode()
        assert (reply.status_code, reply["Retry-After"]) == (503, "3")
        assert "Refresh" not in reply
        assert f'action="{ADDRESS}"' in page
        assert 'name="text" value="A &quot;worker&quot; &lt;waits&gt;."' in page
        assert "Send it again" in page

    def test_a_password_is_never_on_a_page(self) -> None:
        reply = self.client.post("/account/sign-in/", {"login": "a@example.com", "password": "quite-secret"})
        page = reply.content.decode()
        assert reply.status_code == 503
        assert "quite-secret" not in page
        assert "Go back" in page

    def test_a_form_on_a_page_that_stays_gets_words(self) -> None:
        reply = self.client.post(ADDRESS, {"text": "A worker."}, headers={"HX-Request": "true"})
        assert (reply.status_code, reply["Content-Type"]) == (503, "text/plain")
        assert "send it again" in reply.content.decode()

    def test_a_script_gets_json(self) -> None:
        reply = self.client.post(ADDRESS, {"text": "A worker."}, headers={"Accept": "application/json"})
        assert reply.status_code == 503
        assert reply.json()["errors"]["__all__"][0]["code"] == "database_away"

    def test_nobody_is_signed_out_by_it(self) -> None:
        assert "sessionid" in self.client.cookies
        assert "sessionid" not in self.client.get("/quizzes/").cookies


@pytest.mark.django_db
def test_a_fault_of_ours_is_still_a_500(monkeypatch: pytest.MonkeyPatch) -> None:
    client = learner()
    monkeypatch.setattr("quizzes.history.standings", lambda _: 1 / 0)
    assert client.get("/quizzes/").status_code == 500


def replies(*given: HttpResponse) -> Callable[[HttpRequest], HttpResponse]:
    left = list(given)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def request(method: str) -> HttpRequest:
    asked = HttpRequest()
    asked.method = method
    return asked


@pytest.mark.django_db
class TestAskedAgain:
    def test_who_looks_sees_nothing_of_a_short_absence(self) -> None:
        view = asked_again(replies(DatabaseAway(), HttpResponse("here")))
        assert view(request("GET")).status_code == 200

    def test_it_waits_without_asking_for_the_page_each_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[HttpRequest] = []
        view = asked_again(lambda request: asked.append(request) or DatabaseAway())  # type: ignore[func-returns-value]
        assert view(request("GET")).status_code == 503
        assert len(asked) == 2

        monkeypatch.setattr(unavailable, "_waited_in_vain", None)
        monkeypatch.setattr(connection, "cursor", away)
        assert view(request("GET")).status_code == 503
        assert len(asked) == 3

    def test_what_was_sent_is_not_done_twice(self) -> None:
        view = asked_again(replies(DatabaseAway(), HttpResponse("done")))
        assert view(request("POST")).status_code == 503

    def test_one_waits_in_vain_for_all(self) -> None:
        assert asked_again(replies(DatabaseAway()))(request("GET")).status_code == 503
        view = asked_again(replies(DatabaseAway(), HttpResponse("here")))
        assert view(request("GET")).status_code == 503
