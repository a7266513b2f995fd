from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from learners.current import remember
from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from tests.racing import both_at_once, waiting_for_company
from tutorial.library import library
from tutorial.watching import record_watched

pytestmark = pytest.mark.django_db

DEMO = "demos:upload"


def a_look(learner: Learner | None = None) -> HttpRequest:
    """A request of this learner, or of somebody who has none yet."""
    request = RequestFactory().get("/demos/upload/")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = AnonymousUser()
    if learner:
        remember(request, learner)
    return request


class TestRecordWatched:
    def test_every_concept_of_the_demo_was_watched(self) -> None:
        learner = Learner.objects.create()
        record_watched(a_look(learner), DEMO)
        watched = Evidence.objects.filter(
            learner=learner, kind=Evidence.Kind.WATCHED, source=DEMO, right=True
        )
        (demo,) = (found for found in library().course.demos if found.demo == DEMO)
        assert sorted(watched.values_list("concept", flat=True)) == sorted(demo.concepts)

    def test_who_has_no_learner_gets_one(self) -> None:
        request = a_look()
        record_watched(request, DEMO)
        assert request.session["learner"] == str(Learner.objects.get().pk)

    def test_a_demo_that_no_course_lists_leaves_nothing(self) -> None:
        record_watched(a_look(), "demos:lab")
        assert not Learner.objects.exists()

    def test_two_demos_are_two(self) -> None:
        learner = Learner.objects.create()
        for demo in (DEMO, "demos:order", DEMO):
            record_watched(a_look(learner), demo)
        newest = Evidence.objects.order_by("pk").values_list("source", flat=True)
        assert list(dict.fromkeys(newest)) == [DEMO, "demos:order"]
        assert newest.reverse()[0] == "demos:order"

    @pytest.mark.django_db(transaction=True)
    def test_two_tabs_are_one_watching(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tutorial.watching.record_evidence", waiting_for_company(record_evidence))
        learner = Learner.objects.create()
        both_at_once(lambda: record_watched(a_look(learner), DEMO))
        (demo,) = (found for found in library().course.demos if found.demo == DEMO)
        assert Evidence.objects.count() == len(demo.concepts)
