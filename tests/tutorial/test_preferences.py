from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from tests.tutorial.cards import NOON, a_card, graded
from tutorial.models import CardSettings, Fitting
from tutorial.preferences import new_left, settings_of
from tutorial.reviews import undo_last_grade
from tutorial.scheduling import FOUR_GRADES, SCHEDULER, TWO_GRADES, Grade

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


class TestSettingsOf:
    def test_a_newcomer_has_the_defaults_and_costs_no_query(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            defaults = settings_of(None)
        assert defaults.scheduler == SCHEDULER
        assert defaults.offered == TWO_GRADES

    def test_so_does_who_has_changed_nothing(self, learner: Learner) -> None:
        assert settings_of(learner.pk).scheduler == SCHEDULER
        assert not CardSettings.objects.exists()

    def test_everything_the_schedule_needs_comes_in_one_query(
        self, learner: Learner, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        CardSettings.objects.create(learner=learner, retention=0.8, grades=4, learning_steps=[1, 10])
        with django_assert_num_queries(1):
            mine = settings_of(learner.pk)
            assert mine.scheduler.desired_retention == 0.8
        assert mine.offered == FOUR_GRADES
        assert mine.scheduler.learning_steps == (timedelta(minutes=1), timedelta(minutes=10))

    @pytest.mark.parametrize("parameters", [[], [1.0], [None] * 21, [1e9] * 21])
    def test_parameters_that_fsrs_would_refuse_do_no_harm(
        self, learner: Learner, parameters: list[float]
    ) -> None:
        kept = Fitting.objects.create(learner=learner, asked_at=NOON, parameters=parameters)
        CardSettings.objects.create(learner=learner, fitting=kept)
        assert settings_of(learner.pk).scheduler == SCHEDULER


class TestNewLeft:
    def left(self, learner: Learner, *, hours: int = 0) -> int:
        return new_left(learner.pk, settings_of(learner.pk), NOON + hours * HOUR)

    def test_each_card_counts_once_whatever_its_deck(self, learner: Learner) -> None:
        graded(learner, a_card("queue"), Grade.FORGOT, Grade.REMEMBERED)
        graded(learner, a_card("broker"), Grade.REMEMBERED)
        graded(Learner.objects.create(), a_card("task"), Grade.REMEMBERED)
        assert self.left(learner) == CardSettings().new_a_day - 2

    def test_there_are_as_many_again_after_midnight(self, learner: Learner) -> None:
        graded(learner, a_card("queue"), Grade.REMEMBERED)
        assert self.left(learner, hours=11) == CardSettings().new_a_day - 1
        assert self.left(learner, hours=12) == CardSettings().new_a_day

    def test_midnight_is_that_of_the_site(self, learner: Learner) -> None:
        graded(learner, a_card("queue"), Grade.REMEMBERED)
        with timezone.override("Asia/Kathmandu"):  # noon in UTC is 17:45 there
            assert self.left(learner, hours=6) == CardSettings().new_a_day - 1
            assert self.left(learner, hours=7) == CardSettings().new_a_day

    def test_an_undone_first_grade_gives_it_back(self, learner: Learner) -> None:
        (review,) = graded(learner, a_card("queue"), Grade.REMEMBERED)
        undo_last_grade(learner=learner.pk, review=review.pk, now=NOON)
        assert self.left(learner) == CardSettings().new_a_day

    def test_is_never_less_than_none(self, learner: Learner) -> None:
        CardSettings.objects.create(learner=learner, new_a_day=1)
        for name in ("queue", "broker"):
            graded(learner, a_card(name), Grade.REMEMBERED)
        assert self.left(learner) == 0
