import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.models import Answer, Attempt
from tests.quizzes.answering import answered, answered_all, option_of
from tests.quizzes.conftest import NOW
from tests.quizzes.pages import HTMX, answer_page, page_of, retry_page
from tests.quizzes.questions import with_edited_quiz
from tutorial.models import Wording

TOKEN = re.compile(r"[A-Za-z0-9]{64}")  # differs on every page by design


class TestQuestion:
    def test_shows_the_first_question_in_the_kept_order(self, visitor: Client, attempt: Attempt) -> None:
        question, options = attempt.order[0]

        html = visitor.get(page_of(attempt)).content.decode()

        assert "Question 1 of 5" in html
        assert f'name="question" value="{question}"' in html
        places = [html.index(f'name="option" value="{option}"') for option in options]
        assert places == sorted(places)

    def test_is_the_same_on_reload(self, visitor: Client, attempt: Attempt) -> None:
        first, second = (TOKEN.sub("", visitor.get(page_of(attempt)).content.decode()) for _ in range(2))

        assert first == second

    def test_htmx_gets_the_region_only(self, visitor: Client, attempt: Attempt) -> None:
        whole, part = visitor.get(page_of(attempt)), visitor.get(page_of(attempt), headers=HTMX)

        assertContains(whole, "<html")
        assertNotContains(part, "<html")
        title = "Question 1 of 5: Practice quiz · Behind the Scenes"
        assertContains(whole, f"<title>{title}</title>")
        assert part.text.startswith(f"<title>{title}</title>")
        assert part.text.removeprefix(f"<title>{title}</title>").strip().startswith('<div id="sitting"')
        assert "HX-Request" in whole["Vary"]
        assert "HX-Request" in part["Vary"]

    def test_a_question_that_is_not_answered_cannot_be_looked_at_ahead(
        self, visitor: Client, attempt: Attempt
    ) -> None:
        last = attempt.order[-1][0]

        assertContains(visitor.get(page_of(attempt, last)), "Question 1 of 5")

    def test_code_is_laid_out_in_lines(self, visitor: Client, attempt: Attempt) -> None:
        for question, _ in attempt.order:
            if question == "background-syntax":
                break
            answered(attempt, question, right=True, at=NOW)

        assertContains(visitor.get(page_of(attempt)), '<code class="lines">', count=4)

    def test_at_most_5_queries(
        self, visitor: Client, attempt: Attempt, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_max_num_queries(5):
            visitor.get(page_of(attempt))


class TestContentThatChanges:
    def test_a_question_that_has_gone_is_passed_over(
        self, visitor: Client, attempt: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        gone = attempt.order[0][0]
        with_edited_quiz(settings, tmp_path, "practice-quiz", f"- id: {gone}\n", "- id: another-question\n")
        body = {"question": gone, "option": option_of("another-question", right=True)}

        response = visitor.post(answer_page(attempt), body, follow=True)

        assertContains(response, "That question is not part of this attempt")
        assertContains(response, "Question 1 of 4")
        assert not Answer.objects.exists()

    def test_an_edited_question_is_shown_as_it_was_answered(
        self, visitor: Client, attempt: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        answered(attempt, "task-never-runs", right=False, at=NOW)
        with_edited_quiz(settings, tmp_path, "practice-quiz", "yet it never runs", "but nothing happens")

        response = visitor.get(page_of(attempt, "task-never-runs"))

        assertContains(response, "yet it never runs")
        assertNotContains(response, "but nothing happens")
        assertContains(response, "has been edited since you answered it")
        assertContains(response, "✗ Incorrect</h2>")

    def test_a_question_that_has_gone_is_still_there_for_who_answered_it(
        self, visitor: Client, attempt: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)
        with_edited_quiz(
            settings, tmp_path, "practice-quiz", "- id: task-never-runs\n", "- id: another-question\n"
        )

        result, feedback = visitor.get(page_of(attempt)), visitor.get(page_of(attempt, "task-never-runs"))

        assertContains(result, "4/5")
        assertContains(result, "yet it never runs")
        assertNotContains(result, "Retry missed only")
        assertContains(feedback, "has left the course since you answered it")
        assertContains(feedback, "Incorrect, your answer")
        assertContains(feedback, "Only a running worker takes it from there.")

    def test_a_wording_that_nobody_can_read_any_more_leaves_the_score(
        self, visitor: Client, attempt: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)
        Wording.objects.update(says={"kind": "of the past"})
        with_edited_quiz(
            settings, tmp_path, "practice-quiz", "- id: task-never-runs\n", "- id: another-question\n"
        )

        response = visitor.get(page_of(attempt, "task-never-runs"))

        assertContains(response, "4/5")
        assertContains(response, "It has left the course since")


class TestResult:
    def test_score_concepts_and_misses_with_their_paragraphs(self, visitor: Client, attempt: Attempt) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)

        response = visitor.get(page_of(attempt))

        assertContains(response, '<b class="num">4/5</b>')
        assertContains(response, "The worker")
        assertContains(response, "0 of 1", count=1)
        assertContains(response, "/learn/why-background-tasks-matter/#queue-and-worker")
        assertContains(response, "“The solution” in “What if your website could")
        assertContains(response, "Retry missed only")
        assertContains(response, "All 5 again")

    def test_parts_of_a_point_are_points_and_not_right_answers(
        self, visitor: Client, attempt: Attempt
    ) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)
        Answer.objects.filter(question="task-never-runs").update(score=0.3712)

        result, quizzes = visitor.get(page_of(attempt)), visitor.get("/quizzes/")

        assertContains(result, '<b class="num">4.37</b>of 5 points')
        assertContains(result, "<title>4.37 of 5 points: Practice quiz")
        assertContains(result, "0.37 of 1", count=1)  # its one concept
        assertContains(quizzes, "last 4.37 of 5 points")

    def test_a_partly_right_answer_is_neither_right_nor_wrong(
        self, visitor: Client, attempt: Attempt
    ) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)
        address = page_of(attempt, "task-never-runs")

        assertContains(visitor.get(address), 'class="verdict wrong" tabindex="-1" autofocus>✗ Incorrect')
        Answer.objects.filter(question="task-never-runs").update(score=0.2)
        assertContains(visitor.get(address), 'class="verdict " tabindex="-1" autofocus>Partly correct: 20 %')

    def test_a_perfect_score_has_nothing_to_retry(self, visitor: Client, attempt: Attempt) -> None:
        answered_all(attempt, at=NOW)

        response = visitor.get(page_of(attempt))

        assertContains(response, "5/5")
        assertNotContains(response, "Retry missed only")
        assertContains(response, '<a class="btn go" href="/">Go on with the course</a>', html=True)


class TestRetryMissed:
    def test_asks_only_what_was_missed(self, visitor: Client, attempt: Attempt) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)

        response = visitor.post(retry_page(attempt), follow=True)

        assertContains(response, "Question 1 of 1")
        assertContains(response, 'value="task-never-runs"')

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_with_nothing_missed_it_stays_at_the_result(
        self, visitor: Client, attempt: Attempt, method: str
    ) -> None:
        answered_all(attempt, at=NOW)

        response = getattr(visitor, method)(retry_page(attempt), follow=True)

        assertContains(response, "5/5")
        assert Attempt.objects.count() == 1
