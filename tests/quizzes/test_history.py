from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.attempts import retry_missed, start_attempt
from quizzes.history import standing, standings
from quizzes.models import Attempt
from quizzes.schema import Quiz
from tests.quizzes.answering import answered, answered_all
from tests.quizzes.conftest import NOW

MISSED_TWO = ("welcome-email", "calling-a-task")


def another(learner: Learner, quiz: Quiz, *, missed: tuple[str, ...], minutes: int) -> Attempt:
    at = NOW + timedelta(minutes=minutes)
    attempt = start_attempt(learner=learner, quiz=quiz, seed=minutes, now=at)
    answered_all(attempt, missed=missed, at=at)
    return attempt


class TestStanding:
    def test_best_and_last_of_the_whole_attempts(
        self, attempt: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        answered_all(attempt, missed=("welcome-email",), at=NOW)
        worse = another(learner, practice_quiz, missed=MISSED_TWO, minutes=1)
        retry = retry_missed(attempt=worse, now=NOW + timedelta(minutes=2))
        assert retry is not None
        answered_all(retry, at=NOW + timedelta(minutes=2))

        stands = standing(practice_quiz, learner.pk)

        assert stands.best is not None
        assert stands.last is not None
        assert (stands.best.score, stands.last.score) == ("4/5", "3/5")
        assert [sitting.score for sitting in stands.attempts] == ["2/2", "3/5", "4/5"]
        assert stands.unfinished is None

    def test_the_newest_attempt_is_continued(
        self, attempt: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        answered(attempt, "why-important", right=True, at=NOW)

        stands = standing(practice_quiz, learner.pk)

        assert stands.unfinished is not None
        assert stands.unfinished.attempt == attempt
        assert stands.best is None

    @pytest.mark.django_db
    def test_who_has_only_looked_costs_no_query(
        self, practice_quiz: Quiz, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            assert standing(practice_quiz, None).attempts == ()


class TestStandings:
    @pytest.mark.parametrize("attempts", [1, 6])
    def test_three_queries_however_many_attempts(
        self,
        attempts: int,
        learner: Learner,
        practice_quiz: Quiz,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for minutes in range(attempts):
            another(learner, practice_quiz, missed=(), minutes=minutes)

        with django_assert_num_queries(3):
            found = {stands.of.id: len(stands.attempts) for stands in standings(learner.pk).quizzes}

        assert found["practice-quiz"] == attempts
        assert found["recall-quiz"] == 0
