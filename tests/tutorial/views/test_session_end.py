"""The end of a session, and a deck with nothing due."""

import pytest
from django.test import Client
from django.utils.html import escape

from tests.tutorial.views.deck_visitor import PAGE, Clock, Visitor
from tutorial.decks import Card

Cards = tuple[Card, ...]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class TestSummary:
    @pytest.fixture
    def visitor(self, client: Client, clock: Clock) -> Visitor:
        visitor = Visitor(client)
        for grade in ("remembered", "forgot", "remembered", "forgot", "remembered"):
            clock.turn(minutes=1)
            visitor.grade(grade)
        return visitor

    def test_says_how_it_went(self, visitor: Visitor) -> None:
        assert "Five cards in five minutes" in visitor.words
        session = visitor.page.context["session"]
        assert (session.remembered, session.forgotten, len(session.due_soon)) == (3, 2, 3)
        assert "5 of 5: 3 remembered, 2 forgotten" in visitor.words

    def test_links_what_comes_back_soon_to_its_paragraph(self, visitor: Visitor, cards: Cards) -> None:
        listed = visitor.words.partition("Coming back soon")[2].partition("</ul>")[0]
        assert escape(cards[1].question.text) in listed
        assert cards[1].read.partition("#")[2] in listed
        assert "in 7 min" in listed
        assert cards[2].question.text not in listed

    def test_lists_what_a_miss_has_made_due(self, visitor: Visitor, cards: Cards) -> None:
        """The second card was forgotten, and the first is about the same concept."""
        assert set(cards[0].concepts) & set(cards[1].concepts)
        listed = visitor.words.partition("Coming back soon")[2].partition("</ul>")[0]
        assert cards[0].question.text in listed.partition("now, because you missed what it is about")[0]

    def test_reviews_the_forgotten_until_none_is_left(self, visitor: Visitor, cards: Cards) -> None:
        assert "Review the 2 forgotten now" in visitor.words
        visitor.look(visitor.page.context["forgotten_url"])
        assert visitor.card == cards[1].id
        assert "Card 2 of 5, again: 3 remembered, 2 forgotten" in visitor.words
        visitor.grade("remembered")
        visitor.grade("forgot")
        assert visitor.card == cards[3].id
        visitor.grade("remembered")
        assert "5 of 5: 5 remembered, 0 forgotten" in visitor.words
        assert "Review the" not in visitor.words
        assert '<a class="btn go" href="/quizzes/recall-quiz/">Take the quiz</a>' in visitor.words

    def test_one_forgotten_card_is_not_counted(self, visitor: Visitor) -> None:
        visitor.look(visitor.page.context["forgotten_url"])
        visitor.grade("remembered")
        visitor.look(visitor.page.context["later_url"])
        assert "Review the forgotten card now" in visitor.words

    def test_the_forgotten_can_be_left_for_later(self, visitor: Visitor) -> None:
        visitor.look(visitor.page.context["forgotten_url"])
        assert "Leave them for later" in visitor.words
        visitor.look(visitor.page.context["later_url"])
        assert "Five cards in five minutes" in visitor.words

    def test_undo_leads_back_from_the_summary(self, visitor: Visitor, cards: Cards) -> None:
        visitor.undo()
        assert visitor.card == cards[4].id
        assert "Card 5 of 5: 2 remembered, 2 forgotten" in visitor.words


class TestNothingDue:
    @pytest.fixture
    def visitor(self, client: Client, clock: Clock) -> Visitor:
        visitor = Visitor(client)
        for _ in range(5):
            visitor.grade("remembered")
        clock.turn(days=1, hours=21)
        visitor.look(PAGE)
        return visitor

    def test_says_when_the_next_card_comes_back(self, visitor: Visitor) -> None:
        assert "Nothing due" in visitor.words
        assert "in 3 hours" in visitor.words
        assert "Take the quiz" in visitor.words

    def test_offers_to_practise_anyway(self, visitor: Visitor) -> None:
        visitor.look(visitor.page.context["all_url"])
        assert "Card 1 of 5" in visitor.words
        visitor.grade("remembered")
        assert "Card 2 of 5: 1 remembered" in visitor.words

    def test_the_cards_are_back_when_they_are_due(self, visitor: Visitor, clock: Clock) -> None:
        clock.turn(hours=3)
        visitor.look(PAGE)
        assert "Card 1 of 5" in visitor.words
