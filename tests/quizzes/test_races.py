"""Many answers at once, each on a thread and a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import ParamSpec, TypeVar

import pytest
from django.db import connections
from django.test import Client

from learners.current import SESSION_KEY
from learners.models import Evidence, Learner
from quizzes.attempts import start_attempt
from quizzes.kinds import SingleChoice
from quizzes.models import Answer, Attempt
from quizzes.schema import Quiz
from tests.quizzes.conftest import NOW
from tutorial.library import library

POSTS = 50
THREADS = 10
Given = ParamSpec("Given")
Back = TypeVar("Back")

OPTIONS = ("call-queues", "call-sends-now", "call-waits", "call-raises")


def session_of(learner: Learner) -> str:
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    return str(session.session_key)


def waiting_for_company(function: Callable[Given, Back]) -> Callable[Given, Back]:
    """The function, holding the door open for a second caller to come in, which should not manage to."""
    meeting = Barrier(2)

    def slow(*args: Given.args, **kwargs: Given.kwargs) -> Back:
        with suppress(BrokenBarrierError):
            meeting.wait(timeout=1)
        return function(*args, **kwargs)

    return slow


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_exactly_one_answer_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(SingleChoice, "grade", waiting_for_company(SingleChoice.grade))
        learner = Learner.objects.create()
        quiz = library().find(Quiz, "practice-quiz")
        attempt = start_attempt(learner=learner, quiz=quiz, seed=1, now=NOW)
        session, together = session_of(learner), Barrier(THREADS)

        def post(number: int) -> int:
            client = Client()
            client.cookies["sessionid"] = session
            if number < THREADS:
                together.wait(timeout=20)
            body = {"question": "calling-a-task", "option": OPTIONS[number % len(OPTIONS)]}
            try:
                return client.post(f"/quizzes/attempts/{attempt.pk}/answer/", body).status_code
            finally:
                connections.close_all()

        with ThreadPoolExecutor(THREADS) as pool:
            statuses = list(pool.map(post, range(POSTS)))

        assert statuses == [302] * POSTS
        assert Answer.objects.count() == 1
        assert Evidence.objects.count() == 1

    def test_simultaneous_starts_make_one_attempt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Attempt.objects, "create", waiting_for_company(Attempt.objects.create))
        session, together = session_of(Learner.objects.create()), Barrier(THREADS)

        def start(_: int) -> str:
            client = Client()
            client.cookies["sessionid"] = session
            together.wait(timeout=20)
            try:
                return str(client.post("/quizzes/practice-quiz/")["Location"])
            finally:
                connections.close_all()

        with ThreadPoolExecutor(THREADS) as pool:
            places = set(pool.map(start, range(THREADS)))

        assert len(places) == 1
        assert Attempt.objects.count() == 1
