from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.attempts import retry_missed, start_attempt
from quizzes.glances import FEW, Picked
from quizzes.history import ON_A_PAGE, attempts_at, standings, unfinished_at
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


def picked_at(quiz: Quiz, learner: UUID) -> Picked:
    [found] = [one for one in standings(learner).quizzes if one.of is quiz]
    return found.picked


class TestStanding:
    def test_best_and_last_of_the_whole_attempts(
        self, attempt: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        answered_all(attempt, missed=("welcome-email",), at=NOW)
        worse = another(learner, practice_quiz, missed=MISSED_TWO, minutes=1)
        retry = retry_missed(attempt=worse, now=NOW + timedelta(minutes=2))
        assert retry is not None
        answered_all(retry, at=NOW + timedelta(minutes=2))

        stands = picked_at(practice_quiz, learner.pk)

        assert stands.best is not None
        assert stands.last is not None
        assert (stands.best.score, stands.last.score) == ("4/5", "3/5")
        assert [sitting.score for sitting in attempts_at(practice_quiz, learner.pk)] == ["2/2", "3/5", "4/5"]
        assert stands.unfinished is None

    def test_the_newest_attempt_is_continued(
        self, attempt: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        answered(attempt, "why-important", right=True, at=NOW)

        stands = picked_at(practice_quiz, learner.pk)

        assert stands.unfinished is not None
        assert stands.unfinished.attempt == attempt
        assert unfinished_at(practice_quiz, learner.pk) is not None
        assert stands.best is None

    @pytest.mark.django_db
    def test_who_has_only_looked_costs_no_query(
        self, practice_quiz: Quiz, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            assert standings(None).quizzes[0].picked == Picked()
            assert unfinished_at(practice_quiz, None) is None
            assert not attempts_at(practice_quiz, None).object_list

    def test_many_left_unfinished_hide_nothing(self, learner: Learner, practice_quiz: Quiz) -> None:
        another(learner, practice_quiz, missed=(), minutes=0)
        another(learner, practice_quiz, missed=MISSED_TWO, minutes=1)
        for minutes in range(2, 2 + 2 * FEW):
            begun = start_attempt(
                learner=learner, quiz=practice_quiz, seed=minutes, now=NOW + timedelta(minutes=minutes)
            )
            answered(begun, "why-important", right=True, at=NOW + timedelta(minutes=minutes))

        picked = picked_at(practice_quiz, learner.pk)

        assert picked.best is not None
        assert picked.last is not None
        assert (picked.best.score, picked.last.score) == ("5/5", "3/5")
        assert picked.unfinished is not None
        assert picked.unfinished.attempt == begun


class TestStandings:
    @pytest.mark.parametrize("attempts", [1, 2 * FEW])
    def test_four_queries_however_many_attempts(
        self,
        attempts: int,
        learner: Learner,
        practice_quiz: Quiz,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for minutes in range(attempts):
            another(learner, practice_quiz, missed=(), minutes=minutes)

        with django_assert_num_queries(4):
            found = {stands.of.id: stands.picked for stands in standings(learner.pk).quizzes}

        assert found["practice-quiz"].best is not None
        assert found["recall-quiz"] == Picked()

    def test_what_has_left_the_course_is_listed_by_pages(self, learner: Learner) -> None:
        for minutes in range(ON_A_PAGE + 1):
            at = NOW + timedelta(minutes=minutes)
            Attempt.objects.create(learner=learner, quiz="long-gone", seed=minutes, order=[], started_at=at)

        first, second = (standings(learner.pk, page).past for page in ("1", "2"))

        assert [sitting.attempt.seed for sitting in second] == [0]
        assert len(first.object_list) == ON_A_PAGE


class TestAttemptsAt:
    @pytest.mark.parametrize(
        ("asked", "got"), [(None, 1), ("1", 1), ("2", 2), ("9", 2), ("0", 2), ("-1", 2), ("two", 1), ("", 1)]
    )
    def test_a_number_that_is_no_page_leads_to_one_that_is(
        self, asked: str | None, got: int, learner: Learner, practice_quiz: Quiz
    ) -> None:
        for minutes in range(ON_A_PAGE + 1):
            at = NOW + timedelta(minutes=minutes)
            Attempt.objects.create(
                learner=learner, quiz=practice_quiz.id, seed=minutes, order=[], started_at=at
            )

        page = attempts_at(practice_quiz, learner.pk, asked)

        assert page.number == got
        assert [sitting.attempt.seed for sitting in page][-1] == (1 if got == 1 else 0)
