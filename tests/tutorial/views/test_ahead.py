"""The forecast and the histories, as pages."""

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from tests.tutorial.cards import a_card, graded
from tests.tutorial.views.deck_visitor import Clock, Visitor
from tutorial.decks import Card, Deck
from tutorial.library import library
from tutorial.scheduling import Grade

AHEAD, HISTORY = "/flashcards/ahead/", "/flashcards/history/"

pytestmark = pytest.mark.django_db


def words(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


class TestAhead:
    def test_a_newcomer_has_nothing_ahead(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            page = words(client, AHEAD)
        assert "Nothing is ahead yet" in page
        cards = sum(len(deck.cards) for deck in library().all(Deck))
        assert f"{cards} cards are still new to you" in page

    def test_shows_the_days_as_bars_and_as_a_table(self, visitor: Visitor) -> None:
        visitor.grade("forgot")
        visitor.undo()
        visitor.grade("remembered")
        page = words(visitor.client, AHEAD)
        assert "1 card comes back within 14 days, 0 of them today." in page
        assert page.count("<tr>") == 15
        assert "Wednesday 4 March" in page
        assert 'height="100.0%"' in page

    def test_counts_what_a_miss_made_due_not_what_is_new(self, visitor: Visitor, clock: Clock) -> None:
        """Of the cards about a missed concept, only those that were met come back today."""
        cards = [card for deck in library().all(Deck) for card in deck.cards]
        met, forgotten, *others = [card for card in cards if card.concepts == ("retries",)]
        assert others
        visitor.grade("remembered")
        graded(Learner.objects.get(), met, Grade.REMEMBERED, at=clock.now)
        clock.turn(minutes=1)
        graded(Learner.objects.get(), forgotten, Grade.FORGOT, at=clock.now)
        page = visitor.client.get(AHEAD)
        assert page.context["days"][0].cards == 2
        assert page.context["new"] == len(cards) - 3

    def test_a_removed_card_is_not_counted(self, visitor: Visitor, clock: Clock) -> None:
        visitor.grade("remembered")
        graded(Learner.objects.get(), a_card("no-longer-taught"), Grade.REMEMBERED, at=clock.now)
        assert visitor.client.get(AHEAD).context["cards"] == 1


class TestHistory:
    def test_a_newcomer_has_none(self, client: Client) -> None:
        assert "None yet." in words(client, HISTORY)

    def test_leads_to_each_card_met(self, visitor: Visitor, cards: tuple[Card, ...]) -> None:
        visitor.grade("forgot")
        page = words(visitor.client, HISTORY)
        assert f'href="{HISTORY}{cards[0].id}/"' in page
        assert escape(cards[0].question.text) in page
        assert cards[1].id not in page

    def test_shows_every_grade_with_its_interval_undone_ones_marked(
        self, visitor: Visitor, cards: tuple[Card, ...]
    ) -> None:
        visitor.grade("forgot")
        visitor.undo()
        visitor.grade("remembered")
        page = words(visitor.client, f"{HISTORY}{cards[0].id}/")
        assert "<s>Forgot</s> undone" in page
        assert "<s>10 min</s>" in page
        assert "2 days" in page
        assert cards[0].answer.html in page

    def test_names_what_helps_with_a_leech(
        self, visitor: Visitor, clock: Clock, cards: tuple[Card, ...]
    ) -> None:
        visitor.grade("remembered")
        graded(Learner.objects.get(), cards[1], *(Grade.REMEMBERED, Grade.FORGOT) * 4, at=clock.now)
        assert "keeps slipping away" in words(visitor.client, HISTORY)
        page = words(visitor.client, f"{HISTORY}{cards[1].id}/")
        assert "forgotten it 4 times" in page
        assert all(f'href="/progress/#{concept}"' in page for concept in cards[1].concepts)
        assert f'href="{library().paragraph(cards[1].read).url}"' in page

    def test_a_removed_card_stays_readable(self, visitor: Visitor, clock: Clock) -> None:
        visitor.grade("remembered")
        graded(Learner.objects.get(), a_card("no-longer-taught"), Grade.REMEMBERED, at=clock.now)
        assert "no longer in the course" in words(visitor.client, HISTORY)
        page = words(visitor.client, f"{HISTORY}no-longer-taught/")
        assert "What is no-longer-taught?" in page
        assert "It is no-longer-taught." in page

    def test_is_nobody_elses(self, visitor: Visitor, clock: Clock) -> None:
        visitor.grade("remembered")
        graded(Learner.objects.get(), a_card("no-longer-taught"), Grade.REMEMBERED, at=clock.now)
        assert Client().get(f"{HISTORY}no-longer-taught/").status_code == 404

    def test_what_is_no_card(self, client: Client) -> None:
        for name in ("no-such-card", "recall"):
            assert client.get(f"{HISTORY}{name}/").status_code == 404

    def test_a_card_not_met_yet(self, client: Client, cards: tuple[Card, ...]) -> None:
        assert "You have not graded this card yet." in words(client, f"{HISTORY}{cards[0].id}/")
