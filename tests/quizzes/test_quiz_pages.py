from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from learners.models import Learner
from quizzes.attempts import retry_missed
from quizzes.models import Attempt
from tests.quizzes.answering import answered, answered_all
from tests.quizzes.conftest import NOW
from tests.quizzes.pages import page_of


class TestIndex:
    def test_lists_every_quiz(self, visitor: Client) -> None:
        response = visitor.get("/quizzes/")

        assertContains(response, "Recall quiz")
        assertContains(response, "Practice quiz")
        assertNotContains(response, "best")

    def test_shows_the_score_once_where_best_and_last_are_the_same(
        self, visitor: Client, attempt: Attempt
    ) -> None:
        answered_all(attempt, missed=("welcome-email",), at=NOW)

        assertContains(visitor.get("/quizzes/"), "5 questions, last 4/5")

    def test_shows_best_and_last_score(self, visitor: Client, attempt: Attempt) -> None:
        answered_all(attempt, missed=("welcome-email",), at=NOW)
        visitor.post("/quizzes/practice-quiz/")
        answered_all(Attempt.objects.newest()[0], missed=("welcome-email", "task-never-runs"), at=NOW)

        assertContains(visitor.get("/quizzes/"), "best 4/5, last 3/5")


class TestQuiz:
    ADDRESS = "/quizzes/practice-quiz/"

    @pytest.mark.django_db
    def test_looking_writes_nothing(self) -> None:
        stranger = Client()

        assertContains(stranger.get(self.ADDRESS), "Start the quiz")

        assert not Learner.objects.exists()
        assert not stranger.cookies.get("sessionid")

    @pytest.mark.django_db
    def test_post_starts_and_makes_the_learner(self) -> None:
        response = Client().post(self.ADDRESS)

        attempt = Attempt.objects.get()
        assertRedirects(response, page_of(attempt), fetch_redirect_response=False)
        assert attempt.learner == Learner.objects.get()

    def test_a_double_click_starts_one_attempt(self, visitor: Client) -> None:
        assert visitor.post(self.ADDRESS)["Location"] == visitor.post(self.ADDRESS)["Location"]

    def test_continues_where_it_stopped(self, visitor: Client, attempt: Attempt) -> None:
        answered(attempt, attempt.order[0][0], right=True, at=NOW)

        response = visitor.get(self.ADDRESS)

        assertContains(response, "Continue at question 2")
        assertContains(response, page_of(attempt))

    def test_shows_past_attempts_with_their_scores(self, visitor: Client, attempt: Attempt) -> None:
        answered_all(attempt, missed=("welcome-email", "calling-a-task"), at=NOW)
        retry_missed(attempt=attempt, now=NOW + timedelta(minutes=5))

        response = visitor.get(self.ADDRESS)

        assertContains(response, "3/5")
        assertContains(response, "2 March 2026, 12:05 UTC, missed questions only")
        assertContains(response, "at question 1 of 2")

    @pytest.mark.django_db
    def test_an_unknown_quiz_is_404(self) -> None:
        assert Client().get("/quizzes/no-such-quiz/").status_code == 404
        assert Client().post("/quizzes/no-such-quiz/").status_code == 404
