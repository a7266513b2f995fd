"""Undo: back through the whole session, one press at a time."""

import pytest
from django.test import Client

from learners.models import Evidence
from tests.tutorial.views.deck_visitor import Clock, Visitor
from tutorial.decks import Card
from tutorial.models import Review

Cards = tuple[Card, ...]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class TestUndoLastGrade:
    def test_shows_the_card_again_with_its_old_schedule(self, visitor: Visitor, cards: Cards) -> None:
        visitor.grade("forgot")
        visitor.undo()
        assert visitor.card == cards[0].id
        assert "Card 1 of 5: 0 remembered, 0 forgotten" in visitor.words
        assert "in 2 days" in visitor.words

    def test_goes_back_through_the_whole_session(self, visitor: Visitor, clock: Clock) -> None:
        met = []
        for _ in range(5):
            met.append(visitor.card)
            visitor.grade("remembered")
            clock.turn(seconds=5)
        back = []
        for _ in range(5):
            visitor.undo()
            back.append(visitor.card)
        assert back == met[::-1]
        assert visitor.page.context["undo"] is None
        assert Evidence.objects.filter(withdrawn_at=None).count() == 0

    def test_the_card_can_be_graded_again(self, visitor: Visitor) -> None:
        visitor.grade("forgot")
        visitor.undo()
        visitor.grade("remembered")
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words
        assert [review.undone_at is None for review in Review.objects.order_by("pk")] == [False, True]

    def test_nothing_to_undo(self, visitor: Visitor) -> None:
        visitor.undo()
        assert "There is no grade to undo." in visitor.words

    def test_pressed_twice_undoes_one(self, visitor: Visitor) -> None:
        visitor.grade("remembered")
        visitor.grade("remembered")
        review = visitor.page.context["undo"].pk
        visitor.undo()
        visitor.client.post(visitor.page.context["undo_url"], {"review": review})
        visitor.look(visitor.address)
        assert "There is no grade to undo." in visitor.words
        assert "Card 2 of 5: 1 remembered" in visitor.words

    def test_not_somebody_elses(self, visitor: Visitor) -> None:
        visitor.grade("remembered")
        stranger = Client()
        stranger.post(visitor.page.context["undo_url"], {"review": Review.objects.get().pk})
        assert Review.objects.get().undone_at is None
