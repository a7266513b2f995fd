import pytest

from quizzes.explain.schema import Prompt
from tests.tutorial.conftest import two_courses
from tutorial.library import library

__all__ = ["two_courses"]


@pytest.fixture
def prompt() -> Prompt:
    return library().find(Prompt, "why-they-matter")
