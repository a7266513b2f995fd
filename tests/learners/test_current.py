from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from learners import current
from learners.current import learner_for_writing, learner_id
from learners.models import Learner, User
from tests.racing import both_at_once, waiting_for_company

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

    def test_a_form_sent_twice_at_once_by_a_newcomer_makes_one(self, client: Client) -> None:
        client.get("/learn/why-background-tasks-matter/")
        secret = client.cookies["csrftoken"].value
        tabs = [Client(), Client()]
        for tab in tabs:  # neither has seen a reply with a session
            tab.cookies["csrftoken"] = secret
            tab.post("/learn/why-background-tasks-matter/read/")
        assert {tab.session["learner"] for tab in tabs} == {str(Learner.objects.get().pk)}

    def test_whoever_comes_later_with_the_same_form_is_somebody_else(self, client: Client) -> None:
        client.get("/learn/why-background-tasks-matter/")
        secret = client.cookies["csrftoken"].value
        client.post("/learn/why-background-tasks-matter/read/")
        Learner.objects.update(created_at=timezone.now() - timedelta(minutes=2))
        later = Client()
        later.cookies["csrftoken"] = secret
        later.post("/learn/why-background-tasks-matter/read/")
        assert later.session["learner"] != client.session["learner"]

    def test_an_account_without_a_learner_gets_its_own(self, request_: HttpRequest) -> None:
        request_.user = User.objects.create_user("grace")
        request_.session["_auth_user_id"] = str(request_.user.pk)
        assert learner_for_writing(request_) == Learner.objects.get(user=request_.user)

    def test_one_whose_row_has_gone_begins_anew(self, request_: HttpRequest) -> None:
        gone = learner_for_writing(request_).pk
        Learner.objects.all().delete()
        assert learner_for_writing(request_).pk == learner_id(request_) != gone


@pytest.mark.django_db(transaction=True)
def test_two_first_requests_at_the_very_same_moment_make_one_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "_guest", waiting_for_company(current._guest))

    def first_request() -> None:
        tab = Client()
        tab.cookies["csrftoken"] = "x" * 32
        tab.post("/learn/why-background-tasks-matter/read/")

    both_at_once(first_request)
    assert Learner.objects.count() == 1
