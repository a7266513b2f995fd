"""A deck's files can be taken home by anybody."""

import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from learners.models import Learner
from tutorial.decks import Deck
from tutorial.library import library


@pytest.fixture
def deck() -> Deck:
    return library().all(Deck)[0]


def content(client: Client, deck: Deck, kind: str) -> bytes:
    response = client.get(reverse(f"tutorial:export_{kind}", args=[deck.id]))
    assert response.status_code == 200
    return bytes(response.getvalue())


@pytest.mark.django_db
class TestAnExport:
    @pytest.mark.parametrize(
        ("kind", "name", "content_type"),
        [
            ("anki", "recall.apkg", "application/octet-stream"),
            ("csv", "recall.csv", "text/csv; charset=utf-8"),
            ("tsv", "recall.tsv", "text/tab-separated-values; charset=utf-8"),
        ],
    )
    def test_is_a_download(self, client: Client, kind: str, name: str, content_type: str) -> None:
        response = client.get(f"/flashcards/recall/export/{kind}/")
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Type"] == content_type
        assert int(response["Content-Length"]) == len(response.getvalue())

    def test_is_offered_under_the_deck(self, client: Client, deck: Deck) -> None:
        page = client.get(reverse("tutorial:deck", args=[deck.id])).content.decode()
        for kind in ("anki", "csv", "tsv"):
            assert f'href="{reverse(f"tutorial:export_{kind}", args=[deck.id])}"' in page

    def test_for_anki_is_a_package(self, client: Client, deck: Deck) -> None:
        with zipfile.ZipFile(BytesIO(content(client, deck, "anki"))) as package:
            assert set(package.namelist()) == {"collection.anki2", "media"}
            assert package.testzip() is None

    @pytest.mark.parametrize("kind", ["csv", "tsv"])
    def test_as_a_table_holds_every_card(self, client: Client, deck: Deck, kind: str) -> None:
        table = content(client, deck, kind).decode()
        assert all(card.id in table and card.read in table for card in deck.cards)

    @pytest.mark.parametrize("kind", ["anki", "csv", "tsv"])
    def test_of_an_unknown_deck_is_not_found(self, client: Client, kind: str) -> None:
        assert client.get(f"/flashcards/no-such-deck/export/{kind}/").status_code == 404

    def test_leads_back_only_where_the_site_can_be_found(
        self, client: Client, deck: Deck, settings: Settings
    ) -> None:
        assert "<a href" not in content(client, deck, "tsv").decode()
        settings.PUBLIC_HOST, settings.ALLOWED_HOSTS = "learn.example", ["testserver"]
        url = library().paragraph(deck.cards[0].read).url
        assert f"https://learn.example{url}" in content(client, deck, "tsv").decode()

    def test_leaves_no_trace_of_who_took_it(self, client: Client, deck: Deck) -> None:
        content(client, deck, "anki")
        assert not Learner.objects.exists()
        assert not client.cookies
