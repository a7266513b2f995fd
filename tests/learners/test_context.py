"""Who signs in or up from a page comes back to it."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client

SIGN_IN, SIGN_UP = "/account/login/", "/account/signup/"
EMAIL, PASSWORD = "ada@example.com", "a long and winding phrase"
DECK = "/flashcards/recall/?level=beginner&level=intermediate"

pytestmark = pytest.mark.django_db


def link(page: str, words: str) -> str:
    found = re.search(rf'href="([^"]*)">{words}</a>', page)
    assert found
    return unescape(found[1])


def next_of(page: str) -> str:
    found = re.search(r'name="next" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def test_signing_up_from_a_page_leads_back_to_it_and_so_does_signing_in(client: Client) -> None:
    form = client.get(link(client.get(DECK).text, "Sign in")).text
    assert next_of(form) == urlsplit(DECK).path
    sign_up = link(form, "Make one")
    to = next_of(client.get(sign_up).text)
    reply = client.post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD, "next": to})
    assert reply["Location"] == urlsplit(DECK).path
    reply = Client().post(SIGN_IN, {"login": EMAIL, "password": PASSWORD, "next": to})
    assert reply["Location"] == urlsplit(DECK).path


@pytest.mark.parametrize("page", ["/account/", SIGN_IN, "/account/data/", "/no-such-page/"])
def test_what_one_need_not_come_back_to(client: Client, page: str) -> None:
    assert link(client.get(page).text, "Sign in") == SIGN_IN


def test_the_reply_to_a_form_is_no_page(client: Client) -> None:
    reply = client.post("/flashcards/settings/", {"grades": "4"})
    assert reply.status_code == 422
    assert link(reply.text, "Sign in") == SIGN_IN


def test_what_the_query_of_a_page_says_leads_nowhere(client: Client) -> None:
    page = client.get("/?next=https://evil.example/").text
    assert next_of(client.get(link(page, "Sign in")).text) == "/"
