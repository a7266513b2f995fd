from collections import Counter

import pytest
from django.urls import resolve
from pydantic import ValidationError

from tests.tutorial.cards import a_card
from tutorial.decks import PAGES_BESIDE, Card, Deck, Level
from tutorial.library import library
from tutorial.urls import urlpatterns


class TestTheRecallDeck:
    def test_holds_the_five_cards_of_the_source(self) -> None:
        deck = library().find(Deck, "recall")
        assert [card.question.text for card in deck.cards] == [
            "What is a background task in Django?",
            "Why should long-running tasks be moved to the background?",
            "Name a common example of a background task in web apps.",
            "How do background tasks improve scalability?",
            "What Django tool can help manage background tasks?",
        ]
        levels = Counter(card.level for card in deck.cards)
        assert levels == {Level.BEGINNER: 3, Level.INTERMEDIATE: 2}

    def test_a_card_is_found_by_its_id(self) -> None:
        assert library().find(Card, "which-tool").answer.text.startswith("Celery is a popular tool")


def names_taken() -> set[str]:
    """What stands in some address where the name of a deck would."""
    parts = [str(pattern.pattern).split("/") for pattern in urlpatterns]
    second = {name for first, name, *_ in (part for part in parts if len(part) > 1) if first == "flashcards"}
    return {name for name in second if name and not name.startswith("<")}


class TestPagesBesideTheDecks:
    def test_are_those_that_have_an_address(self) -> None:
        assert set(PAGES_BESIDE) == names_taken()

    @pytest.mark.parametrize("name", PAGES_BESIDE)
    def test_no_deck_takes_their_address(self, name: str) -> None:
        assert resolve(f"/flashcards/{name}/").url_name != "deck"
        with pytest.raises(ValidationError, match="is another page; give the deck another name"):
            Deck(id=name, title="A deck", cards=(a_card("queue"),))

    def test_all_others_are_theirs(self) -> None:
        assert resolve("/flashcards/recall/").url_name == "deck"
