"""A grade: what it keeps, when it is refused, what it costs."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Evidence, Learner
from tests.tutorial.views.deck_visitor import PAGE, Visitor
from tutorial.decks import Card
from tutorial.models import Review

Cards = tuple[Card, ...]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class TestGradeCard:
    def test_keeps_a_guest_s_progress_from_the_first_grade_on(self, visitor: Visitor, cards: Cards) -> None:
        visitor.grade("remembered")
        review = Review.objects.get()
        assert (review.card, review.digest) == (cards[0].id, cards[0].digest)
        assert str(review.learner_id) == visitor.client.session["learner"]
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words
        assert visitor.card == cards[1].id

    def test_records_the_evidence(self, visitor: Visitor, cards: Cards) -> None:
        visitor.grade("forgot")
        assert {row.concept for row in Evidence.objects.filter(right=False)} == set(cards[0].concepts)

    def test_a_reload_keeps_the_session(self, visitor: Visitor) -> None:
        visitor.grade("forgot")
        visitor.look(visitor.address)
        assert "Card 2 of 5: 0 remembered, 1 forgotten" in visitor.words

    @pytest.mark.parametrize("second", ["forgot", "remembered"])
    def test_twice_counts_once_and_says_so(self, visitor: Visitor, second: str) -> None:
        form = visitor.form
        visitor.grade("remembered")
        visitor.grade(second, **form)
        assert "already has its grade" in visitor.words
        assert "Card 2 of 5: 1 remembered, 0 forgotten" in visitor.words
        assert Review.objects.count() == 1
        visitor.look(visitor.address)
        assert "already has its grade" not in visitor.words

    @pytest.mark.parametrize(
        ("instead", "says"),
        [
            ({"card": "gone"}, "no longer in this deck"),
            ({"card": "recall"}, "no longer in this deck"),
            ({"card": "nul\0"}, "Null characters are not allowed"),
            ({"showing": ""}, "as it is shown now"),
            ({"showing": "7"}, "already has its grade"),
        ],
    )
    def test_a_form_that_makes_no_sense(self, visitor: Visitor, instead: dict[str, str], says: str) -> None:
        visitor.grade("remembered", **instead)
        assert says in visitor.words
        assert "Card 1 of 5" in visitor.words
        assert Review.objects.count() == 0

    def test_a_grade_that_is_none(self, visitor: Visitor) -> None:
        visitor.grade("perfect")
        assert "Choose one of the grades." in visitor.words
        assert Learner.objects.count() == 0

    def test_needs_the_token(self) -> None:
        assert Client(enforce_csrf_checks=True).post(f"{PAGE}grade/").status_code == 403

    def test_query_budget(
        self, visitor: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        visitor.grade("remembered")
        form = {**visitor.form, "grade": "forgot"}
        # session, learner; begin, lock, newest review, settings, new review, wording, evidence, end;
        # and for the next card: settings, the log, what was missed, new cards of today
        with django_assert_max_num_queries(14):
            visitor.client.post(visitor.page.context["grade_url"], form, headers={"hx-request": "true"})
