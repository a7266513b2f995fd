import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from pytest_django import DjangoAssertNumQueries

from learners.current import learner_for_writing, learner_id
from learners.models import Learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_() -> HttpRequest:
    """A request of somebody's first visit."""
    request = HttpRequest()
    request.session = SessionStore()
    return request


class TestLearnerId:
    def test_somebody_who_only_looks_has_none_and_costs_nothing(
        self, request_: HttpRequest, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            assert learner_id(request_) is None
        assert not request_.session.modified


class TestLearnerForWriting:
    def test_the_first_thing_worth_keeping_makes_one(self, request_: HttpRequest) -> None:
        made = learner_for_writing(request_)
        assert learner_id(request_) == made.pk == Learner.objects.get().pk

    def test_later_ones_find_it_again(self, request_: HttpRequest) -> None:
        assert learner_for_writing(request_) == learner_for_writing(request_)
        assert Learner.objects.count() == 1

    def test_one_whose_row_has_gone_begins_anew(self, request_: HttpRequest) -> None:
        gone = learner_for_writing(request_).pk
        Learner.objects.all().delete()
        assert learner_for_writing(request_).pk == learner_id(request_) != gone
