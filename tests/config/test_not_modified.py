"""Whoever holds a page that has not changed is not sent it again; nobody is told to keep another's."""

import pytest
from django.test import Client

from tutorial.library import Lesson, library

pytestmark = pytest.mark.django_db

HOME, CARDS = "/", "/flashcards/history/"
NOT_MODIFIED, OK = 304, 200


def asked_again(client: Client, path: str, tag: str) -> int:
    return client.get(path, headers={"If-None-Match": tag}).status_code


@pytest.mark.parametrize("path", [HOME, CARDS, "/progress/", "/learn/"])
def test_the_same_page_is_not_sent_again(client: Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (NOT_MODIFIED, b"")
    assert again["Cache-Control"] == first["Cache-Control"] == "private, no-cache"
    assert "Cookie" in again["Vary"]


def test_the_token_of_a_page_that_was_kept_still_counts() -> None:
    strict = Client(enforce_csrf_checks=True)
    first = strict.get("/quizzes/recall-quiz/").content.decode()
    token = first.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    kept = strict.get(CARDS)
    assert asked_again(strict, CARDS, kept["ETag"]) == NOT_MODIFIED
    assert strict.post("/quizzes/recall-quiz/", {"csrfmiddlewaretoken": token}).status_code == 302


def test_a_page_on_which_something_has_changed_is_sent(client: Client) -> None:
    tag = client.get(HOME)["ETag"]
    lesson = library().all(Lesson)[0]
    client.post(f"/learn/{lesson.id}/read/")
    assert asked_again(client, HOME, tag) == OK


def test_nobody_is_told_to_keep_the_page_of_somebody_else() -> None:
    one, other = Client(), Client()
    tag = one.get(HOME)["ETag"]
    assert other.get(HOME)["ETag"] != tag
    assert asked_again(other, HOME, tag) == OK


def test_what_may_not_be_kept_has_no_tag(client: Client) -> None:
    assert not client.get("/quizzes/").has_header("ETag")
    assert not client.get("/no-such-page/").has_header("ETag")
