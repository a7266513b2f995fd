"""What holds for every page: its weight, a strict Content-Security-Policy, sound anchors."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

CSS_BUDGET = 25_000  # bytes
PAGES = (
    "/",
    "/learn/",
    "/learn/why-background-tasks-matter/",
    "/learn/how-a-task-travels/",
    "/learn/when-things-go-wrong/",
    "/learn/choosing-and-scaling/",
    "/flashcards/",
    "/flashcards/recall/",
    "/flashcards/ahead/",
    "/flashcards/history/",
    "/flashcards/settings/",
    "/progress/",
    "/quizzes/",
    "/quizzes/recall-quiz/",
    "/quizzes/test/background-tasks/",
    "/explain/",
    "/explain/why-they-matter/",
    "/explain/why-they-matter/explanations/",
    "/demos/",
    "/demos/upload/",
    "/demos/stage/",
    "/demos/order/",
    "/demos/signup/",
    "/demos/nohelp/",
    "/demos/nohelp/full/",
    "/demos/early/",
    "/demos/outage/",
    "/demos/noworker/",
    "/demos/killed/",
    "/demos/records/",
    "/account/",
    "/account/login/",
    "/account/signup/",
    "/account/data/",
    "/no/such/page/",
)

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("address", PAGES)]


def markup(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def weight(sheet: str) -> int:
    """Bytes, as the file stands."""
    found = finders.find(sheet)
    assert found is not None, sheet
    return Path(found).stat().st_size


def test_its_css_stays_within_the_budget(client: Client, address: str) -> None:
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', markup(client, address))
    assert sheets
    assert sum(weight(sheet) for sheet in sheets) <= CSS_BUDGET


def test_nothing_is_inline(client: Client, address: str) -> None:
    page = markup(client, address)
    assert re.findall(r"<style|<script(?![^>]* src=)|\s(?:style|on\w+)=", page) == []


def test_every_id_is_there_once(client: Client, address: str) -> None:
    page = re.sub(r"<template.*?</template>", "", markup(client, address), flags=re.DOTALL)  # inert
    ids = Counter(re.findall(r'\sid="([^"]+)"', page))
    assert [name for name, count in ids.items() if count > 1] == []


def test_nobody_else_keeps_it(client: Client, address: str) -> None:
    kept = set(client.get(address).headers["Cache-Control"].split(", "))
    assert kept >= {"private", "no-cache"}


def test_it_names_where_it_is(client: Client, address: str) -> None:
    page = markup(client, address)
    here = re.findall(r'<a href="([^"]+)" aria-current="page">', page.partition("</nav>")[0])
    of_no_room = address in ("/", "/no/such/page/") or address.startswith("/account/")
    assert len(here) == (0 if of_no_room else 1)
    assert all(url.split("/")[1] == address.split("/")[1] for url in here)
