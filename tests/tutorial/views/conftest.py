"""A deck of the site's own content, a visitor at it, and a clock."""

import pytest
from django.test import Client

from tests.tutorial.views.deck_visitor import Clock, Visitor
from tutorial.decks import Card, Deck
from tutorial.library import library


@pytest.fixture
def cards() -> tuple[Card, ...]:
    return library().find(Deck, "recall").cards


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def visitor(client: Client, clock: Clock) -> Visitor:
    return Visitor(client)
