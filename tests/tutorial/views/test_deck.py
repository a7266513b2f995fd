"""The page of a deck: the question, the levels, what a look costs, htmx."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from tests.tutorial.views.deck_visitor import PAGE, Visitor
from tutorial.decks import Card

Cards = tuple[Card, ...]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class TestDeck:
    def test_shows_the_question_before_the_answer(self, visitor: Visitor, cards: Cards) -> None:
        assert escape(cards[0].question.text) in visitor.words
        assert cards[0].answer.html in visitor.words.partition('<div class="backstage">')[2]
        assert "<details" in visitor.words
        assert "Card 1 of 5: 0 remembered, 0 forgotten" in visitor.words

    def test_says_when_the_card_comes_back_for_each_grade(self, visitor: Visitor) -> None:
        assert "again in 10 min" in visitor.words
        assert "in 2 days" in visitor.words

    def test_links_to_the_paragraph_that_teaches_the_card(self, visitor: Visitor) -> None:
        assert 'href="/learn/why-background-tasks-matter/#accept-quickly"' in visitor.words

    def test_writes_nothing_for_somebody_who_looks(self, client: Client) -> None:
        for address in (PAGE, f"{PAGE}?level=beginner", f"{PAGE}?show=all", f"{PAGE}?show=forgotten"):
            reply = client.get(address)
            assert not reply.cookies.keys() & {"sessionid", "messages"}
        assert Learner.objects.count() == 0

    def test_needs_no_query_for_a_new_visitor_and_five_for_a_learner(
        self, visitor: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        visitor.grade("remembered")
        # session, settings, the log, what was missed, new cards of today
        with django_assert_max_num_queries(5):
            visitor.look(visitor.address)
        visitor.client.cookies.clear()
        with django_assert_max_num_queries(0):
            visitor.look(PAGE)

    def test_unknown_deck(self, client: Client) -> None:
        for address in ("/flashcards/gone/", "/flashcards/what-is-a-background-task/"):
            assert client.get(address).status_code == 404
        assert client.post("/flashcards/gone/grade/").status_code == 404
        assert client.post("/flashcards/gone/undo/").status_code == 404

    def test_only_reads(self, client: Client) -> None:
        assert client.post(PAGE).status_code == 405
        assert client.get(f"{PAGE}grade/").status_code == 405
        assert client.get(f"{PAGE}undo/").status_code == 405


class TestLevels:
    def test_filter_holds_through_the_grades(self, client: Client, cards: Cards) -> None:
        visitor = Visitor(client, f"{PAGE}?level=intermediate")
        met = [visitor.card]
        visitor.grade("remembered")
        met.append(visitor.card)
        assert met == [card.id for card in cards if card.level == "intermediate"]
        assert parse_qs(urlsplit(visitor.address).query)["level"] == ["intermediate"]
        visitor.grade("forgot")
        assert "Two cards in" in visitor.words

    def test_offers_the_levels_of_the_deck(self, visitor: Visitor) -> None:
        levels = [(link.label, link.cards, link.here) for link in visitor.page.context["levels"]]
        assert levels == [("All", 5, True), ("Beginner", 3, False), ("Intermediate", 2, False)]

    def test_no_cards_at_a_level(self, client: Client) -> None:
        visitor = Visitor(client, f"{PAGE}?level=advanced")
        assert visitor.card is None
        assert "No advanced cards" in visitor.words

    def test_an_unknown_level_is_no_filter(self, client: Client) -> None:
        assert "Card 1 of 5" in Visitor(client, f"{PAGE}?level=nonsense").words


class TestHtmx:
    def test_swaps_the_session_s_part_of_the_page_only(self, visitor: Visitor) -> None:
        form = {**visitor.form, "grade": "remembered"}
        reply = visitor.client.post(visitor.page.context["grade_url"], form, headers={"hx-request": "true"})
        words = reply.content.decode()
        assert reply.status_code == 200
        assert words.strip().startswith('<div id="review"')
        assert "<html" not in words
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in words
        assert "autofocus" in words

    def test_leaves_the_session_in_the_address_for_a_reload(self, visitor: Visitor) -> None:
        form = {**visitor.form, "grade": "remembered"}
        reply = visitor.client.post(visitor.page.context["grade_url"], form, headers={"hx-request": "true"})
        visitor.look(reply["HX-Replace-Url"])
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words

    def test_says_at_once_that_a_grade_was_not_counted(self, visitor: Visitor) -> None:
        form = {**visitor.form, "grade": "remembered"}
        address = visitor.page.context["grade_url"]
        visitor.client.post(address, form)
        reply = visitor.client.post(address, form, headers={"hx-request": "true"})
        assert "already has its grade" in reply.content.decode()

    def test_caches_tell_the_two_answers_apart(self, visitor: Visitor) -> None:
        reply = visitor.client.post(visitor.page.context["grade_url"], visitor.form)
        for answer in (visitor.page, reply):
            assert {"HX-Request", "HX-Target"} <= {name.strip() for name in answer["Vary"].split(",")}

    def test_a_whole_page_does_not_take_the_focus(self, visitor: Visitor) -> None:
        assert "autofocus" not in visitor.words
