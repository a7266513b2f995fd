"""What a deck shows of the learner's own: new cards a day, four grades, what a miss makes due, leeches."""

import pytest
from django.utils.html import escape

from learners.models import Evidence, Learner
from tests.tutorial.cards import NOON, graded
from tests.tutorial.views.deck_visitor import PAGE, Clock, Visitor
from tutorial.decks import Card
from tutorial.models import CardSettings, Review
from tutorial.scheduling import Grade

Cards = tuple[Card, ...]

pytestmark = pytest.mark.django_db


def learner_of(visitor: Visitor) -> Learner:
    return Learner.objects.get(pk=visitor.client.session["learner"])


def choose(visitor: Visitor, **settings: object) -> None:
    CardSettings.objects.create(learner=learner_of(visitor), **settings)
    visitor.look(visitor.address)


class TestNewCards:
    def test_says_how_many_are_left_today(self, visitor: Visitor) -> None:
        assert "20 new cards left today" in visitor.words
        visitor.grade("remembered")
        assert "19 new cards left today" in visitor.words
        visitor.undo()
        assert "20 new cards left today" in visitor.words

    def test_stops_when_they_are_done_and_offers_to_go_on(self, visitor: Visitor, cards: Cards) -> None:
        visitor.grade("remembered")
        choose(visitor, new_a_day=2)
        visitor.grade("remembered")
        assert "Two cards in" in visitor.words
        assert "2 new cards a day. 3 more wait here" in visitor.words
        visitor.look(visitor.page.context["more_url"])
        assert visitor.card == cards[2].id
        visitor.grade("remembered")
        assert visitor.card == cards[3].id
        assert "0 new cards left today" in visitor.words

    def test_are_there_again_tomorrow(self, visitor: Visitor, clock: Clock, cards: Cards) -> None:
        visitor.grade("remembered")
        choose(visitor, new_a_day=1)
        clock.turn(minutes=1)
        visitor.look(PAGE)
        assert "Nothing due" in visitor.words
        assert "1 new card a day. 4 more wait here" in visitor.words
        clock.turn(days=1)
        visitor.look(PAGE)
        assert visitor.card == cards[1].id


def miss_tools(visitor: Visitor, clock: Clock) -> None:
    Evidence.objects.create(
        learner=learner_of(visitor),
        concept="tools",
        kind=Evidence.Kind.ANSWERED,
        right=False,
        source="question",
        digest="",
        at=clock.now,
    )
    visitor.look(PAGE)


class TestAMiss:
    def test_brings_a_new_card_of_its_concept_forward_within_the_number_of_the_day(
        self, visitor: Visitor, clock: Clock, cards: Cards
    ) -> None:
        visitor.grade("remembered")
        assert visitor.card == cards[1].id != "which-tool"
        choose(visitor, new_a_day=2)
        clock.turn(minutes=1)
        miss_tools(visitor, clock)
        assert visitor.card == "which-tool"
        assert "1 new card left today" in visitor.words
        visitor.grade("remembered")
        assert "2 new cards a day. 3 more wait here" in visitor.words

    def test_makes_the_cards_of_its_concept_due(self, visitor: Visitor, clock: Clock, cards: Cards) -> None:
        for _ in cards:
            visitor.grade("remembered")
        clock.turn(hours=1)
        miss_tools(visitor, clock)
        assert visitor.card == "which-tool"
        assert "Card 1 of 1" in visitor.words
        clock.turn(minutes=1)
        visitor.grade("remembered")
        clock.turn(minutes=1)
        visitor.look(PAGE)
        assert "Nothing due" in visitor.words


class TestFourGrades:
    @pytest.fixture
    def visitor(self, visitor: Visitor) -> Visitor:
        visitor.grade("remembered")
        choose(visitor, grades=4)
        return visitor

    def test_are_offered_with_their_intervals_and_keys(self, visitor: Visitor) -> None:
        choices = visitor.page.context["choices"]
        assert [(choice.label, choice.key, choice.usual) for choice in choices] == [
            ("Forgot", 1, False),
            ("Barely", 2, False),
            ("Remembered", 3, True),
            ("Easily", 4, False),
        ]
        waits = [choice.wait for choice in choices]
        assert waits == sorted(waits)
        assert "Or swipe the card" not in visitor.words

    @pytest.mark.parametrize("grade", Grade)
    def test_what_the_button_says_is_what_happens(self, visitor: Visitor, grade: Grade) -> None:
        said = {choice.value: choice.wait for choice in visitor.page.context["choices"]}
        visitor.grade(grade.name.lower())
        review = Review.objects.latest("pk")
        assert review.grade == grade
        assert review.due - review.at == said[grade.name.lower()]

    def test_barely_is_remembered(self, visitor: Visitor) -> None:
        visitor.grade("barely")
        assert "2 remembered, 0 forgotten" in visitor.words

    def test_a_page_from_before_the_change_is_still_understood(self, visitor: Visitor) -> None:
        CardSettings.objects.update(grades=2)
        visitor.grade("easily")
        assert Review.objects.latest("pk").grade == Grade.EASILY


class TestALeech:
    def test_is_said_on_its_back_with_the_concept_and_the_paragraph(
        self, visitor: Visitor, cards: Cards, clock: Clock
    ) -> None:
        visitor.grade("remembered")
        *_, last = graded(learner_of(visitor), cards[1], *(Grade.REMEMBERED, Grade.FORGOT) * 4, at=NOON)
        clock.now = last.due
        visitor.look(PAGE)
        front, _, back = visitor.words.partition('<div class="backstage">')
        assert escape(cards[1].question.text) in front
        assert "learnt this card and forgotten it 4 times" in back
        for concept in cards[1].concepts:
            assert f'href="/progress/#{concept}"' in back

    def test_another_card_has_no_such_word(self, visitor: Visitor) -> None:
        visitor.grade("forgot")
        assert "Another flip" not in visitor.words
