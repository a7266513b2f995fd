from datetime import UTC, datetime

import pytest
from django.test import Client

from learners.current import SESSION_KEY
from learners.models import Learner
from quizzes.attempts import start_attempt
from quizzes.models import Attempt
from quizzes.schema import Quiz
from tutorial.library import library

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def learner(db: None) -> Learner:
    return Learner.objects.create()


@pytest.fixture
def practice_quiz() -> Quiz:
    return library().find(Quiz, "practice-quiz")


@pytest.fixture
def attempt(learner: Learner, practice_quiz: Quiz) -> Attempt:
    return start_attempt(learner=learner, quiz=practice_quiz, seed=7, now=NOW)


@pytest.fixture
def visitor(client: Client, learner: Learner) -> Client:
    """The learner whose attempt it is, at a browser."""
    session = client.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    return client
