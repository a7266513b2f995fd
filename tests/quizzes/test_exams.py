"""Exams: answers that may change, a clock that the server keeps, and everything judged at the end."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from learners.models import Evidence, Learner
from quizzes.attempts import Terms, start_attempt
from quizzes.exams import ON_ITS_WAY, ExamIsOver, hand_in, hand_in_all_that_are_over, keep_draft
from quizzes.kinds import SingleChoice
from quizzes.models import Answer, Attempt, Draft, Mode
from quizzes.order import shuffled
from quizzes.schema import Quiz
from quizzes.sitting import sit
from quizzes.tasks import hand_in_exams
from tests.quizzes.answering import option_of
from tests.quizzes.conftest import NOW
from tests.quizzes.pages import HTMX, answer_page, page_of
from tests.quizzes.questions import with_edited_quiz
from tutorial.library import library
from tutorial.models import Wording

TEN_MINUTES = timedelta(minutes=10)
END = NOW + TEN_MINUTES


@pytest.fixture
def exam(learner: Learner, practice_quiz: Quiz) -> Attempt:
    terms = Terms(Mode.EXAM, TEN_MINUTES)
    return start_attempt(learner=learner, quiz=practice_quiz, seed=7, now=NOW, terms=terms)


@pytest.fixture
def open_exam(learner: Learner, practice_quiz: Quiz) -> Attempt:
    """Without a limit, so that the clock on the wall does not matter."""
    return start_attempt(learner=learner, quiz=practice_quiz, seed=7, now=NOW, terms=Terms(Mode.EXAM))


def keep(exam: Attempt, question: str, *, right: bool, at: datetime = NOW, confidence: str = "") -> None:
    keep_draft(
        attempt=exam,
        question=library().find(SingleChoice, question),
        given=[option_of(question, right=right)],
        confidence=confidence,
        now=at,
    )


class TestKeepDraft:
    def test_judges_nothing_and_may_be_changed(self, exam: Attempt) -> None:
        keep(exam, "calling-a-task", right=False)
        keep(exam, "calling-a-task", right=True, confidence="sure")

        draft = Draft.objects.get()
        assert draft.given == [option_of("calling-a-task", right=True)]
        assert draft.confidence == "sure"
        assert not Answer.objects.exists()
        assert not Evidence.objects.exists()

    def test_counts_while_it_was_on_its_way_at_the_end_and_not_later(self, exam: Attempt) -> None:
        keep(exam, "calling-a-task", right=True, at=END + ON_ITS_WAY)
        with pytest.raises(ExamIsOver):
            keep(exam, "calling-a-task", right=False, at=END + ON_ITS_WAY + timedelta(microseconds=1))
        assert Draft.objects.get().given == [option_of("calling-a-task", right=True)]

    def test_not_after_handing_in(self, exam: Attempt) -> None:
        hand_in(attempt=exam, now=NOW)
        with pytest.raises(ExamIsOver):
            keep(exam, "calling-a-task", right=True)


class TestHandIn:
    def test_judges_all_answers_and_counts_what_has_none_as_missed(self, exam: Attempt) -> None:
        keep(exam, "calling-a-task", right=True, confidence="guessing")
        keep(exam, "task-never-runs", right=False)

        hand_in(attempt=exam, now=NOW + timedelta(minutes=3))

        exam.refresh_from_db()
        assert exam.submitted_at == NOW + timedelta(minutes=3)
        scores = dict(Answer.objects.values_list("question", "score"))
        assert len(scores) == 5
        assert {question for question, score in scores.items() if score} == {"calling-a-task"}
        assert Answer.objects.get(question="calling-a-task").confidence == "guessing"
        assert Answer.objects.get(question="welcome-email").given == []
        assert Evidence.objects.filter(right=False, concept="worker").exists()

    def test_twice_changes_nothing(self, exam: Attempt) -> None:
        hand_in(attempt=exam, now=NOW)
        hand_in(attempt=exam, now=NOW + timedelta(minutes=1))

        exam.refresh_from_db()
        assert exam.submitted_at == NOW
        assert Answer.objects.count() == 5

    def test_an_answer_is_judged_by_the_wording_it_was_given_to(
        self, exam: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        """Its option has left the question since; another question has left the quiz."""
        keep(exam, "calling-a-task", right=True)
        keep(exam, "task-never-runs", right=True)
        with_edited_quiz(settings, tmp_path, "practice-quiz", "- id: call-queues\n", "- id: call-notes\n")
        quiz = settings.CONTENT_DIR / "background-tasks" / "quizzes" / "practice-quiz.yaml"
        quiz.write_text(quiz.read_text().replace("- id: task-never-runs\n", "- id: another-question\n"))

        hand_in(attempt=exam, now=NOW)

        scores = dict(Answer.objects.values_list("question", "score"))
        assert scores["calling-a-task"] == 1
        assert scores["task-never-runs"] == 1
        assert len(scores) == 5

    def test_a_wording_that_cannot_be_read_any_more_is_no_answer(
        self, exam: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        keep(exam, "calling-a-task", right=True)
        Wording.objects.update(says={"kind": "of the past"})
        with_edited_quiz(settings, tmp_path, "practice-quiz", "- id: call-queues\n", "- id: call-notes\n")

        hand_in(attempt=exam, now=NOW)

        assert Answer.objects.get(question="calling-a-task").given == []

    def test_what_had_no_answer_is_no_sign_of_what_somebody_knows(self, exam: Attempt) -> None:
        keep(exam, "calling-a-task", right=False)
        hand_in(attempt=exam, now=NOW)

        assert set(Evidence.objects.values_list("source", flat=True)) == {"calling-a-task"}

    def test_one_that_cannot_be_judged_does_not_keep_the_others_waiting(
        self, exam: Attempt, monkeypatch: pytest.MonkeyPatch, practice_quiz: Quiz
    ) -> None:
        start_attempt(
            learner=Learner.objects.create(),
            quiz=practice_quiz,
            seed=8,
            now=NOW,
            terms=Terms(Mode.EXAM, TEN_MINUTES),
        )

        def hand_in_but_this(*, attempt: Attempt, now: datetime) -> None:
            if attempt.pk == exam.pk:
                raise KeyError("call-queues")
            hand_in(attempt=attempt, now=now)

        monkeypatch.setattr("quizzes.exams.hand_in", hand_in_but_this)
        assert hand_in_all_that_are_over(END + TEN_MINUTES) == 1
        exam.refresh_from_db()
        assert exam.is_open_exam

    def test_the_housekeeping_ends_only_what_is_over_and_at_its_end(self, exam: Attempt) -> None:
        assert hand_in_all_that_are_over(END + ON_ITS_WAY) == 0
        assert hand_in_all_that_are_over(END + TEN_MINUTES) == 1
        exam.refresh_from_db()
        assert exam.submitted_at == END

    def test_the_task_of_the_clock(self, exam: Attempt, open_exam: Attempt) -> None:
        """NOW is long past."""
        assert hand_in_exams() == 1
        open_exam.refresh_from_db()
        assert open_exam.is_open_exam


class TestStarting:
    def test_a_double_click_starts_one_and_a_later_click_a_new_clock(
        self, exam: Attempt, learner: Learner, practice_quiz: Quiz
    ) -> None:
        terms = Terms(Mode.EXAM, TEN_MINUTES)
        for seconds, same in ((1, True), (60, False)):
            again = start_attempt(
                learner=learner,
                quiz=practice_quiz,
                seed=8,
                now=NOW + timedelta(seconds=seconds),
                terms=terms,
            )
            assert (again.pk == exam.pk) is same

    @pytest.mark.parametrize("minutes", ["0", "241", "soon", "1.5"])
    def test_a_limit_that_cannot_be_is_refused_beside_its_field(
        self, client: Client, db: None, minutes: str
    ) -> None:
        response = client.post("/quizzes/practice-quiz/", {"mode": "exam", "minutes": minutes})

        assertContains(response, "Write a whole number of minutes from 1 to 240", status_code=422)
        assertContains(response, f'value="{minutes}"', status_code=422)
        assert not Attempt.objects.exists()

    def test_a_limit_says_nothing_for_practice(self, client: Client, db: None) -> None:
        client.post("/quizzes/practice-quiz/", {"mode": "practice", "minutes": "5"})

        assert Attempt.objects.get().ends_at is None


class TestPages:
    def test_no_verdict_before_handing_in(self, visitor: Client, open_exam: Attempt) -> None:
        body = {"question": "calling-a-task", "option": option_of("calling-a-task", right=False)}

        response = visitor.post(answer_page(open_exam), body, follow=True)

        for page in (response, visitor.get(page_of(open_exam, "calling-a-task"))):
            assertNotContains(page, "Incorrect")
            assertNotContains(page, library().find(SingleChoice, "calling-a-task").right_option.why.text)

    def test_an_answer_leads_to_the_next_without_one_and_at_the_end_to_the_overview(
        self, visitor: Client, open_exam: Attempt
    ) -> None:
        questions = [question for question, _ in open_exam.order]
        for question, following in zip(questions, [*questions[1:], "all"], strict=True):
            body = {"question": question, "option": option_of(question, right=True)}
            response = visitor.post(answer_page(open_exam), body)
            assertRedirects(response, page_of(open_exam, following))

        assertContains(visitor.get(page_of(open_exam)), "Every question has an answer")

    def test_an_answer_kept_before_is_filled_in(self, visitor: Client, open_exam: Attempt) -> None:
        keep(open_exam, "calling-a-task", right=True, confidence="sure")

        response = visitor.get(page_of(open_exam, "calling-a-task"))

        option = option_of("calling-a-task", right=True)
        assert re.search(f'value="{option}"[^>]* checked', response.content.decode())
        assertContains(response, 'name="confidence" value="sure" checked')

    def test_a_refused_answer_says_so(self, visitor: Client, open_exam: Attempt) -> None:
        response = visitor.post(answer_page(open_exam), {"question": "calling-a-task"}, headers=HTMX)

        assertContains(response, "Choose an answer first.", status_code=422)

    def test_the_time_that_is_up(self, visitor: Client, exam: Attempt) -> None:
        """NOW is long past, so this exam has run out."""
        keep(exam, "calling-a-task", right=True)
        body = {"question": "task-never-runs", "option": option_of("task-never-runs", right=True)}

        response = visitor.post(answer_page(exam), body, follow=True)

        assertContains(response, "the answer that you sent last was not counted")
        assertContains(response, '<b class="num">1/5</b>')
        assertContains(response, "(no answer)", count=4)

    def test_an_answer_that_came_just_in_time_ends_at_the_result(
        self, visitor: Client, learner: Learner, practice_quiz: Quiz
    ) -> None:
        now = timezone.now()
        exam = Attempt.objects.create(
            learner=learner,
            quiz=practice_quiz.id,
            seed=1,
            order=shuffled(practice_quiz.questions, seed=1),
            mode=Mode.EXAM,
            started_at=now - TEN_MINUTES,
            ends_at=now - timedelta(seconds=1),
        )
        body = {"question": "calling-a-task", "option": option_of("calling-a-task", right=True)}

        response = visitor.post(answer_page(exam), body, follow=True)

        assertContains(response, '<b class="num">1/5</b>')
        assertContains(response, "The time was up.")

    def test_handing_in_by_its_button(self, visitor: Client, open_exam: Attempt) -> None:
        url = reverse("quizzes:hand_in", args=[open_exam.pk])
        assertRedirects(visitor.get(url), page_of(open_exam))
        assert Attempt.objects.get().is_open_exam

        assertContains(visitor.post(url, follow=True), '<b class="num">0/5</b>')

    def test_an_answer_from_another_tab_after_it(self, visitor: Client, open_exam: Attempt) -> None:
        hand_in(attempt=open_exam, now=NOW)
        sent = {"question": "calling-a-task", "option": option_of("calling-a-task", right=True)}
        page = visitor.post(answer_page(open_exam), sent, follow=True)
        assertContains(page, "This exam is over, so the answer that you sent last was not counted.")
        assertContains(page, "✗ No answer")

    def test_somebody_elses_is_not_there(self, client: Client, open_exam: Attempt) -> None:
        for name in ("attempt", "submit_answer", "hand_in", "hint"):
            assert client.post(reverse(f"quizzes:{name}", args=[open_exam.pk])).status_code in (404, 405)
        assert sit(open_exam).attempt.is_open_exam

    def test_no_hints_in_an_exam(self, visitor: Client, open_exam: Attempt) -> None:
        url = reverse("quizzes:hint", args=[open_exam.pk])
        visitor.post(url, {"question": "calling-a-task"})
        assert not open_exam.hints.exists()
