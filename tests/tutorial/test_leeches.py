import pytest
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from tests.tutorial.cards import NOON, a_card, graded
from tutorial.leeches import LAPSES, leeches
from tutorial.models import Review
from tutorial.reviews import undo_last_grade
from tutorial.scheduling import Grade

CARD, OTHER = a_card("queue"), a_card("broker")
LEARNT_AND_FORGOTTEN = (Grade.REMEMBERED, Grade.FORGOT)

pytestmark = pytest.mark.django_db


def of(learner: Learner) -> dict[str, int]:
    return leeches(learner.pk, Review.objects.newest().filter(learner=learner))


def test_a_card_forgotten_again_and_again_after_it_was_learnt() -> None:
    learner = Learner.objects.create()
    graded(learner, CARD, *LEARNT_AND_FORGOTTEN * LAPSES)
    graded(learner, OTHER, *LEARNT_AND_FORGOTTEN * (LAPSES - 1), Grade.REMEMBERED, Grade.REMEMBERED)
    assert of(learner) == {CARD.id: LAPSES}


def test_never_learnt_is_not_forgotten() -> None:
    learner = Learner.objects.create()
    graded(learner, CARD, *[Grade.FORGOT] * 3 * LAPSES)
    assert of(learner) == {}


def test_an_undone_lapse_does_not_count() -> None:
    learner = Learner.objects.create()
    *_, last = graded(learner, CARD, *LEARNT_AND_FORGOTTEN * LAPSES)
    undo_last_grade(learner=learner.pk, review=last.pk, now=NOON)
    assert of(learner) == {}


def test_costs_nothing_while_no_card_was_shown_often(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    learner = Learner.objects.create()
    newest = graded(learner, CARD, Grade.REMEMBERED)
    with django_assert_num_queries(0):
        assert leeches(learner.pk, newest) == {}
