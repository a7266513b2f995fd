"""The ways speak the words of the practice question, as its file has them."""

import re

import pytest
from django.conf import settings

from demos.signup.ways import BACKGROUND, GOAL, QUICK_CHECK, WAYS, Way, next_way, way_of
from tests.demos.rows import make_run

SOURCE = settings.BASE_DIR / "content/background-tasks/quizzes/practice-quiz.yaml"
EACH = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.id)


@pytest.fixture(scope="module")
def question() -> str:
    """The question of the welcome email, on one line, without markup."""
    text = SOURCE.read_text(encoding="utf-8").partition("- id: welcome-email")[2]
    return re.sub(r"\s+", " ", text.replace("`", ""))


@EACH
def test_the_answer_is_one_of_its_options(way: Way, question: str) -> None:
    assert f"text: {way.answer}" in question


@EACH
def test_the_judgement_is_its_own(way: Way, question: str) -> None:
    assert way.judgement in question


@EACH
def test_only_the_right_one_is_no_common_mistake(way: Way, question: str) -> None:
    assert bool(way.mistake) is (way is not BACKGROUND)
    assert way.mistake in question


def test_the_goal_and_the_quick_check_are_its_own(question: str) -> None:
    assert GOAL in question
    assert f"quick_check: {QUICK_CHECK}" in question


def test_they_follow_one_another() -> None:
    assert [next_way(way) for way in WAYS] == [*WAYS[1:], None]


@pytest.mark.django_db
@EACH
def test_a_run_knows_its_way(way: Way) -> None:
    run = make_run()
    run.settings["way"] = way.id
    assert way_of(run) is way
