"""Many answers at once, each on a thread and a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

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
from tests.racing import waiting_for_company
from tutorial.library import library

POSTS = 50
THREADS = 10

OPTIONS = ("call-queues", "call-sends-now", "call-waits", "call-raises")


def session_of(learner: Learner) -> str:
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    return str(session.session_key)


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
                together.wait(timeout=30)
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
            together.wait(timeout=30)
            try:
                return str(client.post("/quizzes/practice-quiz/")["Location"])
            finally:
                connections.close_all()

        with ThreadPoolExecutor(THREADS) as pool:
            places = set(pool.map(start, range(THREADS)))

        assert len(places) == 1
        assert Attempt.objects.count() == 1
