"""Every grade stays, with what the card said then, also once it is edited or removed."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from tests.tutorial.cards import NOON, a_card, graded
from tutorial.card_history import card_history, met_cards
from tutorial.decks import Card
from tutorial.library import Line, library
from tutorial.models import Wording
from tutorial.reviews import grade_card, undo_last_grade
from tutorial.scheduling import Grade

DAY = timedelta(days=1)
GONE = a_card("no-longer-taught")

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


@pytest.fixture
def taught() -> Card:
    return library().find(Card, "which-tool")


def edited(card: Card) -> Card:
    """The card as it was before somebody edited it."""
    fields = {name: getattr(card, name) for name in Card.model_fields}
    return Card(**fields | {"question": Line("What was asked before?")})


class TestCardHistory:
    def test_has_every_grade_with_its_interval_the_newest_first(self, learner: Learner, taught: Card) -> None:
        graded(learner, taught, Grade.FORGOT)
        second = grade_card(learner=learner, card=taught, showing=2, grade=Grade.EASILY, now=NOON + DAY)
        undo_last_grade(learner=learner.pk, review=second.pk, now=NOON + 2 * DAY)
        newest, oldest = card_history(learner.pk, taught.id).grades
        assert (newest.grade, newest.at, newest.undone_at) == (Grade.EASILY, NOON + DAY, NOON + 2 * DAY)
        assert newest.wait == second.due - (NOON + DAY)
        assert (oldest.grade, oldest.wait, oldest.undone_at) == (Grade.FORGOT, timedelta(minutes=10), None)

    def test_keeps_the_old_wording_apart(self, learner: Learner, taught: Card) -> None:
        graded(learner, edited(taught), Grade.FORGOT, Grade.REMEMBERED)
        grade_card(learner=learner, card=taught, showing=3, grade=Grade.REMEMBERED, now=NOON + DAY)
        history = card_history(learner.pk, taught.id)
        assert history.today == history.card == taught
        assert [given.edited for given in history.grades] == [False, True, True]
        (old,) = history.wordings
        assert (old.last_seen, old.card) == (NOON, edited(taught))

    def test_a_removed_card_is_read_as_it_was(self, learner: Learner) -> None:
        graded(learner, GONE, Grade.REMEMBERED)
        history = card_history(learner.pk, GONE.id)
        assert history.today is None
        assert history.card == GONE

    def test_a_wording_that_was_not_kept(self, learner: Learner) -> None:
        graded(learner, GONE, Grade.REMEMBERED)
        Wording.objects.all().delete()
        history = card_history(learner.pk, GONE.id)
        assert history.card is None
        assert [old.card for old in history.wordings] == [None]

    def test_counts_the_lapses_of_a_leech(self, learner: Learner, taught: Card) -> None:
        graded(learner, taught, *(Grade.REMEMBERED, Grade.FORGOT) * 5)
        assert card_history(learner.pk, taught.id).lapses == 5

    def test_is_nobody_elses(self, learner: Learner, taught: Card) -> None:
        graded(learner, taught, Grade.REMEMBERED)
        assert card_history(Learner.objects.create().pk, taught.id).grades == ()
        with pytest.raises(KeyError):
            card_history(None, GONE.id)

    def test_costs_three_queries_at_the_most(
        self, learner: Learner, taught: Card, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        graded(learner, edited(taught), *(Grade.REMEMBERED, Grade.FORGOT) * 5)
        with django_assert_max_num_queries(3):
            card_history(learner.pk, taught.id)
        with django_assert_max_num_queries(0):
            card_history(None, taught.id)


class TestMetCards:
    def test_lists_each_once_the_newest_first_removed_ones_too(self, learner: Learner, taught: Card) -> None:
        graded(learner, taught, Grade.FORGOT, Grade.REMEMBERED)
        graded(learner, GONE, Grade.FORGOT, at=NOON + DAY)
        found = [(one.card, one.grade, one.removed) for one in met_cards(learner.pk)]
        assert found == [(GONE, Grade.FORGOT, True), (taught, Grade.REMEMBERED, False)]

    def test_says_an_edited_card_as_it_is_now(self, learner: Learner, taught: Card) -> None:
        graded(learner, edited(taught), Grade.FORGOT)
        (met,) = met_cards(learner.pk)
        assert met.card == taught

    def test_costs_three_queries_at_the_most(
        self, learner: Learner, taught: Card, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        graded(learner, taught, *(Grade.REMEMBERED, Grade.FORGOT) * 5)
        graded(learner, GONE, Grade.FORGOT)
        with django_assert_max_num_queries(3):
            assert [one.lapses for one in met_cards(learner.pk)] == [None, 5]
        with django_assert_max_num_queries(0):
            assert met_cards(None) == ()
