from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.models import Answer, Attempt
from tests.quizzes.answering import answered_all, option_of
from tests.quizzes.conftest import NOW
from tests.quizzes.pages import HTMX, answer_page, page_of, retry_page


class TestSubmitAnswer:
    QUESTION = "calling-a-task"

    def post(self, visitor: Client, attempt: Attempt, option: str, **headers: str) -> str:
        response = visitor.post(
            answer_page(attempt), {"question": self.QUESTION, "option": option}, headers=headers
        )
        assert response.status_code == 302
        return str(response["Location"])

    def test_a_right_answer(self, visitor: Client, attempt: Attempt) -> None:
        address = self.post(visitor, attempt, "call-queues")

        response = visitor.get(address)
        assertContains(response, "✓ Correct</h2>")
        assertNotContains(response, "✗")
        assertContains(response, "Why not?", count=3)

    def test_a_wrong_answer_says_why_and_what_is_right(self, visitor: Client, attempt: Attempt) -> None:
        address = self.post(visitor, attempt, "call-raises")

        response = visitor.get(address)
        assertContains(response, "✗ Incorrect</h2>")
        assertContains(response, "Incorrect, your answer")
        assertContains(response, "They can. The arguments are stored with the task")
        assertContains(response, "The call stores the task and its argument in the queue")
        assertContains(response, "Why not?", count=2)

    def test_then_the_solution_the_quick_check_and_the_mistakes(
        self, visitor: Client, attempt: Attempt
    ) -> None:
        html = visitor.get(self.post(visitor, attempt, "call-queues")).content.decode()

        parts = (
            "Step 1",
            "Step 2",
            "Final answer",
            "Background tasks queue work.",
            "Common mistakes",
            "Thinking background tasks cannot accept parameters",
            "Read “",
            "Next question",
        )
        places = [html.index(part) for part in parts]
        assert places == sorted(places)
        assert "/learn/why-background-tasks-matter/#call-enqueues" in html

    def test_the_feedback_is_there_again_on_reload(self, visitor: Client, attempt: Attempt) -> None:
        address = self.post(visitor, attempt, "call-raises")

        for _ in range(2):
            assertContains(visitor.get(address), "✗ Incorrect</h2>")
        assertContains(visitor.get(page_of(attempt)), "Check the answer")

    def test_htmx_follows_to_the_region(self, visitor: Client, attempt: Attempt) -> None:
        response = visitor.post(
            answer_page(attempt),
            {"question": self.QUESTION, "option": "call-queues"},
            headers=HTMX,
            follow=True,
        )

        assert response.text.startswith("<title>Correct, question ")
        assertContains(response, '<div id="sitting"', count=1)
        assertNotContains(response, "<html")
        assertContains(response, "✓ Correct</h2>")

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ({"question": "calling-a-task"}, "Choose an answer first."),
            (
                {"question": "calling-a-task", "option": "cause-no-worker"},
                "That is not an answer to this question.",
            ),
            (
                {"question": "calling-a-task", "option": "call-queues\x00"},
                "That is not an answer to this question.",
            ),
        ],
    )
    def test_a_refused_answer_shows_the_question_again(
        self, visitor: Client, attempt: Attempt, body: dict[str, str], error: str
    ) -> None:
        response = visitor.post(answer_page(attempt), body)

        assertContains(response, error, status_code=422)
        assertContains(response, 'role="alert"', status_code=422)
        assertContains(response, 'name="question" value="calling-a-task"', status_code=422)
        assert response["HX-Push-Url"] == "false"
        assert not Answer.objects.exists()

    def test_the_first_answer_counts(self, visitor: Client, attempt: Attempt) -> None:
        first = self.post(visitor, attempt, "call-raises")
        second = self.post(visitor, attempt, "call-queues")

        assert second == first
        response = visitor.get(second)
        assertContains(response, "✗ Incorrect</h2>")
        assertContains(response, "You had already answered this question, and the first answer counts.")
        assert Answer.objects.get().given == ["call-raises"]

    def test_a_double_click_is_passed_over_in_silence(self, visitor: Client, attempt: Attempt) -> None:
        for _ in range(2):
            address = self.post(visitor, attempt, "call-queues")

        assertNotContains(visitor.get(address), "already answered")

    def test_after_the_end_the_answer_does_not_count(self, visitor: Client, attempt: Attempt) -> None:
        answered_all(attempt, missed=(self.QUESTION,), at=NOW)

        self.post(visitor, attempt, "call-queues")

        assertContains(visitor.get(page_of(attempt)), "4/5")

    def test_without_naming_its_question_it_goes_to_the_next_one(
        self, visitor: Client, attempt: Attempt
    ) -> None:
        question = attempt.order[0][0]

        visitor.post(answer_page(attempt), {"option": option_of(question, right=True)})

        assert Answer.objects.get().question == question

    def test_after_the_end_without_a_question_leads_to_the_result(
        self, visitor: Client, attempt: Attempt
    ) -> None:
        answered_all(attempt, at=NOW)

        response = visitor.post(answer_page(attempt), {"option": "call-queues"}, follow=True)

        assertContains(response, "5/5")

    def test_a_question_of_another_quiz_is_not_asked(self, visitor: Client, attempt: Attempt) -> None:
        body = {"question": "common-tool", "option": "tool-celery"}

        response = visitor.post(answer_page(attempt), body, follow=True)

        assertContains(response, "That question is not part of this attempt")
        assert not Answer.objects.exists()

    def test_somebody_elses_attempt_is_404(self, attempt: Attempt) -> None:
        stranger = Client()
        body = {"question": self.QUESTION, "option": "call-queues"}
        for visit in (lambda: None, lambda: stranger.post("/quizzes/recall-quiz/")):
            visit()
            assert stranger.get(page_of(attempt)).status_code == 404
            assert stranger.post(answer_page(attempt), body).status_code == 404
            assert stranger.post(retry_page(attempt)).status_code == 404
        assert not Answer.objects.exists()

    def test_an_unknown_attempt_is_404(self, visitor: Client) -> None:
        nobody = Attempt(pk=uuid4())

        assert visitor.get(page_of(nobody)).status_code == 404
        assert visitor.post(answer_page(nobody), {"option": "call-queues"}).status_code == 404

    def test_get_goes_back_to_the_attempt(self, visitor: Client, attempt: Attempt) -> None:
        assertRedirects(visitor.get(answer_page(attempt)), page_of(attempt))

    def test_at_most_11_queries(
        self, visitor: Client, attempt: Attempt, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_max_num_queries(11):
            self.post(visitor, attempt, "call-raises")

    # The fixtures are shared by the examples on purpose: one attempt gets all of these bodies.
    @hypothesis_settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        body=st.dictionaries(
            st.sampled_from(["question", "option", "other"]),
            st.lists(st.sampled_from(["calling-a-task", "call-waits", "", "\x00"]) | st.text(), max_size=3),
        )
    )
    def test_any_body_gets_a_sensible_reply(
        self, visitor: Client, attempt: Attempt, body: dict[str, list[str]]
    ) -> None:
        response = visitor.post(answer_page(attempt), body)

        assert response.status_code in {302, 422}
        assert Answer.objects.filter(attempt=attempt).count() <= 5
