"""What is asked and offered beside a question, and never costs points."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains

from learners.models import Learner
from quizzes.attempts import start_attempt
from quizzes.models import Answer, Attempt, Hint
from quizzes.schema import Quiz
from quizzes.sitting import sit
from tests.quizzes.answering import answered, option_of
from tests.quizzes.conftest import NOW
from tests.quizzes.pages import HTMX, answer_page, page_of
from tests.quizzes.questions import with_edited_quiz

STEM = "    stem: A background task is defined and called, yet it never runs."
HINTS = '    hints: ["Who takes a task from the queue?", "Is that process running?"]\n'


@pytest.fixture
def hinted(attempt: Attempt, settings: Settings, tmp_path: Path) -> Attempt:
    """The attempt, with two hints for one question, and that question next."""
    with_edited_quiz(settings, tmp_path, "practice-quiz", STEM, HINTS + STEM)
    for question, _ in attempt.order:
        if question == "task-never-runs":
            return attempt
        answered(attempt, question, right=True, at=NOW)
    raise AssertionError("the question is not in the quiz")


def ask(visitor: Client, attempt: Attempt, **body: str) -> str:
    url = reverse("quizzes:hint", args=[attempt.pk])
    return visitor.post(url, {"question": "task-never-runs", **body}).content.decode()


def answer(visitor: Client, attempt: Attempt, **body: str) -> Answer:
    option = option_of("task-never-runs", right=True)
    visitor.post(answer_page(attempt), {"question": "task-never-runs", "option": option, **body})
    for place in sit(attempt).left:
        answered(attempt, place.question_id, right=True, at=NOW)
    return Answer.objects.get(question="task-never-runs")


class TestHints:
    def test_are_not_there_before_they_are_asked_for(self, visitor: Client, hinted: Attempt) -> None:
        response = visitor.get(page_of(hinted))

        assertContains(response, "(2 left)")
        assertNotContains(response, "Who takes a task")

    def test_stack_and_stay(self, visitor: Client, hinted: Attempt) -> None:
        first, second, third = (ask(visitor, hinted) for _ in range(3))

        assert "Who takes a task" in first
        assert "Is that process" not in first
        for page in (second, third, visitor.get(page_of(hinted)).content.decode()):
            assert "Who takes a task" in page
            assert "Is that process running?" in page
            assert "left)" not in page
        assert hinted.hints.count() == 2

    def test_keep_what_is_filled_in(self, visitor: Client, hinted: Attempt) -> None:
        option = option_of("task-never-runs", right=False)

        page = ask(visitor, hinted, option=option, confidence="guessing")

        assert re.search(f'value="{option}"[^>]* checked', page)
        assert 'value="guessing" checked' in page

    def test_are_counted_and_cost_nothing(self, visitor: Client, hinted: Attempt) -> None:
        ask(visitor, hinted)

        counted = answer(visitor, hinted)

        assert (counted.hints, counted.score) == (1, 1)
        assertContains(visitor.get(page_of(hinted, "task-never-runs")), "With 1 hint.")
        assertContains(visitor.get(page_of(hinted)), "right, with 1 hint")

    def test_starting_over_starts_without_the_hints_seen(
        self, visitor: Client, learner: Learner, practice_quiz: Quiz
    ) -> None:
        begun = start_attempt(learner=learner, quiz=practice_quiz, seed=1, now=NOW)
        Hint.objects.create(attempt=begun, question="task-never-runs", number=1, at=NOW)

        assert start_attempt(learner=learner, quiz=practice_quiz, seed=1, now=NOW) != begun

    def test_none_after_the_answer(self, visitor: Client, hinted: Attempt) -> None:
        answer(visitor, hinted)
        ask(visitor, hinted)

        assert not hinted.hints.exists()

    def test_htmx_gets_the_region_with_the_focus_on_the_new_hint(
        self, visitor: Client, hinted: Attempt
    ) -> None:
        url = reverse("quizzes:hint", args=[hinted.pk])

        part = visitor.post(url, {"question": "task-never-runs"}, headers=HTMX).content.decode()

        assert part.startswith("<title>Question ")
        assert "<html" not in part
        assert '<li class="cue" tabindex="-1" autofocus>Who takes' in part
        assert part.count("autofocus") == 1


class TestConfidence:
    @pytest.mark.parametrize(("said", "kept"), [("sure", "sure"), ("", ""), ("very", ""), ("\x00", "")])
    def test_is_kept_if_it_is_one_of_the_three(
        self, visitor: Client, hinted: Attempt, said: str, kept: str
    ) -> None:
        assert answer(visitor, hinted, confidence=said).confidence == kept

    def test_shows_in_the_result(self, visitor: Client, hinted: Attempt) -> None:
        answer(visitor, hinted, confidence="guessing")

        response = visitor.get(page_of(hinted))

        assertContains(response, "How well you know what you know")
        assertContains(response, "1 of 1 right")
