import pytest
from pytest_django import Settings

from learners.models import Learner
from quizzes.attempts import start_attempt
from quizzes.models import Attempt
from quizzes.schema import Quiz
from tests.quizzes.conftest import NOW
from tests.quizzes.kinds.asked import CONTENT
from tutorial.library import library


@pytest.fixture
def attempt(settings: Settings, learner: Learner) -> Attempt:
    """An attempt at the quiz that asks every kind."""
    settings.CONTENT_DIR = CONTENT
    return start_attempt(learner=learner, quiz=library().find(Quiz, "kinds-quiz"), seed=3, now=NOW)
