from collections import Counter

from tutorial.decks import Card, Deck, Level
from tutorial.library import library


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
