"""Each kind in an exam: an answer is kept as a draft, stands in its form, and counts when it is handed in."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from learners.models import Learner
from quizzes.attempts import Terms, start_attempt
from quizzes.models import Attempt, Mode
from quizzes.schema import Quiz
from tests.quizzes.conftest import NOW
from tests.quizzes.kinds.asked import QUESTIONS, RIGHT, WRONG, filled_in, given
from tests.quizzes.kinds.test_pages_of_each_kind import FORM
from tests.quizzes.pages import answer_page, page_of
from tutorial.library import library


@pytest.fixture
def exam(attempt: Attempt, learner: Learner) -> Attempt:
    quiz = library().find(Quiz, attempt.quiz)
    return start_attempt(learner=learner, quiz=quiz, seed=4, now=NOW, terms=Terms(Mode.EXAM))


def keep(visitor: Client, exam: Attempt, name: str, body: str) -> None:
    visitor.post(answer_page(exam), f"question={name}&{body}", content_type=FORM)


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_the_draft_stands_in_its_form(visitor: Client, exam: Attempt, name: str) -> None:
    keep(visitor, exam, name, WRONG[name])

    page = visitor.get(page_of(exam, name)).content.decode()

    assert given(QUESTIONS[name], filled_in(page)) == given(QUESTIONS[name], WRONG[name])


def test_right_answers_get_every_point(visitor: Client, exam: Attempt) -> None:
    for name, body in RIGHT.items():
        keep(visitor, exam, name, WRONG[name])
        keep(visitor, exam, name, body)

    visitor.post(reverse("quizzes:hand_in", args=[exam.pk]))

    assertContains(visitor.get(page_of(exam)), "8/8")


def test_questions_left_open_show_the_right_answer(visitor: Client, exam: Attempt) -> None:
    visitor.post(reverse("quizzes:hand_in", args=[exam.pk]))

    for name in QUESTIONS:
        response = visitor.get(page_of(exam, name))
        assertContains(response, "✗ No answer")
        assertContains(response, 'class="why"')
