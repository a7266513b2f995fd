from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from learners.models import Evidence, Learner
from quizzes.answering import submit_answer
from quizzes.attempts import retry_missed, start_attempt
from quizzes.kinds import SingleChoice
from quizzes.models import Answer, Attempt
from quizzes.order import shuffled
from quizzes.schema import Quiz
from tests.quizzes.answering import answered, answered_all
from tests.quizzes.conftest import NOW
from tutorial.library import library

LATER = NOW + timedelta(minutes=5)


class TestStartAttempt:
    def test_keeps_the_order_that_the_seed_gives(self, attempt: Attempt, practice_quiz: Quiz) -> None:
        stored = Attempt.objects.get().order

        assert stored == [list(entry) for entry in shuffled(practice_quiz.questions, seed=7)]
        assert Attempt.objects.get().seed == 7

    def test_gives_an_untouched_attempt_out_again(
        self, attempt: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        again = start_attempt(learner=learner, quiz=practice_quiz, seed=8, now=LATER)

        assert again == attempt

    def test_makes_a_new_one_once_there_is_an_answer(
        self, attempt: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        answered(attempt, "why-important", right=True, at=NOW)

        again = start_attempt(learner=learner, quiz=practice_quiz, seed=8, now=LATER)

        assert again != attempt
        assert again.seed == 8

    def test_makes_a_new_one_when_the_untouched_one_asks_something_else(
        self, attempt: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        attempt.order = attempt.order[1:]
        attempt.save()

        assert start_attempt(learner=learner, quiz=practice_quiz, seed=8, now=LATER) != attempt

    def test_leaves_other_learners_attempts_alone(self, attempt: Attempt, practice_quiz: Quiz) -> None:
        other = Learner.objects.create()

        assert start_attempt(learner=other, quiz=practice_quiz, seed=8, now=LATER).learner == other


class TestSubmitAnswer:
    def test_keeps_what_was_shown_chosen_and_reached(self, attempt: Attempt) -> None:
        answered(attempt, "calling-a-task", right=False, at=NOW)

        answer = Answer.objects.get()
        assert answer.question == "calling-a-task"
        assert answer.digest == library().find(SingleChoice, "calling-a-task").digest
        assert answer.shown == dict(attempt.order)["calling-a-task"]
        assert answer.given == ["call-sends-now"]
        assert (answer.score, answer.right, answer.at) == (0, False, NOW)

    def test_records_evidence_for_each_concept(self, attempt: Attempt) -> None:
        answered(attempt, "welcome-email", right=False, at=NOW)

        evidence = Evidence.objects.order_by("concept")
        assert [row.concept for row in evidence] == ["choosing", "enqueue"]
        assert {(row.kind, row.right, row.source) for row in evidence} == {
            ("answered", False, "welcome-email")
        }
        assert [row.misconception for row in evidence] == ["slow-work-costs-nothing", ""]

    def test_a_right_answer_gives_no_misconception_away(self, attempt: Attempt) -> None:
        answered(attempt, "task-never-runs", right=True, at=NOW)

        row = Evidence.objects.get()
        assert (row.concept, row.right, row.misconception) == ("worker", True, "")

    def test_the_first_answer_counts(self, attempt: Attempt) -> None:
        first = answered(attempt, "calling-a-task", right=False, at=NOW)
        second = answered(attempt, "calling-a-task", right=True, at=LATER)

        assert second == first
        assert Answer.objects.get().score == 0
        assert Evidence.objects.count() == 1

    def test_refuses_a_question_that_was_not_asked(self, attempt: Attempt) -> None:
        question = library().find(SingleChoice, "common-tool")

        with pytest.raises(ValueError, match="common-tool is not a question of attempt"):
            submit_answer(attempt=attempt, question=question, given=["tool-celery"], now=NOW)

        assert not Answer.objects.exists()

    def test_the_database_holds_the_line_too(self, attempt: Attempt) -> None:
        first = answered(attempt, "calling-a-task", right=False, at=NOW)

        for broken in ({"score": 1.0}, {"question": "other", "score": 1.5}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Answer.objects.create(
                    **{
                        "attempt": attempt,
                        "question": first.question,
                        "digest": "",
                        "shown": [],
                        "given": [],
                        "at": NOW,
                        **broken,
                    }
                )


class TestRetryMissed:
    MISSED = ("calling-a-task", "welcome-email")

    def test_asks_the_missed_questions_in_the_same_orders(self, attempt: Attempt) -> None:
        answered_all(attempt, missed=self.MISSED, at=NOW)

        retry = retry_missed(attempt=attempt, now=LATER)

        assert retry is not None
        assert retry.order == [entry for entry in attempt.order if entry[0] in self.MISSED]
        assert (retry.retry_of, retry.seed, retry.quiz) == (attempt, attempt.seed, attempt.quiz)
        assert not retry.answers.exists()

    def test_twice_gives_one_retry(self, attempt: Attempt) -> None:
        answered_all(attempt, missed=self.MISSED, at=NOW)

        assert retry_missed(attempt=attempt, now=LATER) == retry_missed(attempt=attempt, now=LATER)
        assert Attempt.objects.count() == 2

    def test_nothing_missed_gives_none(self, attempt: Attempt) -> None:
        answered_all(attempt, at=NOW)

        assert retry_missed(attempt=attempt, now=LATER) is None
        assert Attempt.objects.count() == 1

    def test_a_retry_can_be_retried(self, attempt: Attempt) -> None:
        answered_all(attempt, missed=self.MISSED, at=NOW)
        retry = retry_missed(attempt=attempt, now=LATER)
        assert retry is not None
        answered_all(retry, missed=("welcome-email",), at=LATER)

        second = retry_missed(attempt=retry, now=LATER)

        assert second is not None
        assert [question for question, _ in second.order] == ["welcome-email"]
