import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.explain.models import Explanation
from quizzes.explain.schema import Prompt
from tests.quizzes.explain.pages import HTMX, TEXT, URL, explain, words_of
from tutorial.library import library

pytestmark = pytest.mark.django_db

SUBMIT_BUDGET = 12


class TestPrompts:
    def test_lists_every_prompt(self, client: Client) -> None:
        page = client.get("/explain/").content.decode()
        for prompt in library().all(Prompt):
            assert prompt.prompt.text in page
            assert f'href="/explain/{prompt.id}/"' in page

    def test_says_how_the_newest_explanation_did(self, client: Client) -> None:
        explain(client, "No idea.")
        explain(client)
        assert "You got 2/4 concepts" in client.get("/explain/").content.decode()

    def test_queries(self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        explain(client)
        with django_assert_max_num_queries(3):
            client.get("/explain/")


class TestPrompt:
    def test_shows_the_prompt_and_its_hint(self, client: Client, prompt: Prompt) -> None:
        page = words_of(client.get(URL).content.decode())
        assert prompt.prompt.text in page
        assert prompt.hint.text in page
        assert f"Prompt 1 of {len(library().all(Prompt))}" in page

    def test_looking_writes_nothing_and_asks_the_database_nothing(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            response = client.get(URL)
        assert not response.cookies.get("sessionid")
        assert not Learner.objects.exists()

    def test_holds_nothing_of_the_answer_beforehand(self, client: Client, prompt: Prompt) -> None:
        for address in (URL, f"{URL}?answer=shown"):
            page = words_of(client.get(address).content.decode())
            assert prompt.answer.text not in page
            for point in prompt.points:
                assert point.title.text not in page
                assert point.cue.text not in page

    def test_unknown_prompt(self, client: Client) -> None:
        assert client.get("/explain/nothing-like-it/").status_code == 404


class TestExplaining:
    def test_says_how_many_concepts_and_marks_the_words(self, client: Client) -> None:
        page = explain(client)
        assert "You got 2/4 concepts" in page
        assert '<mark>user has to wait<sup><span class="vh"> concept </span>A</sup></mark>' in page
        assert '<mark>respond right away<sup><span class="vh"> concept </span>C</sup></mark>' in page

    def test_names_what_was_found_and_only_cues_what_is_missing(self, client: Client, prompt: Prompt) -> None:
        page = words_of(explain(client))
        for point in prompt.points:
            is_found = point.id in {"users-wait", "answers-at-once"}
            assert (point.title.text in page) is is_found
            assert (point.cue.text in page) is not is_found
        assert prompt.answer.text not in page

    def test_keeps_the_text_in_the_box_also_on_return(self, client: Client) -> None:
        explain(client)
        page = client.get(URL).content.decode()
        assert f"{TEXT}</textarea>" in page
        assert "You got 2/4 concepts" in page

    def test_nobody_else_sees_it(self, client: Client) -> None:
        explain(client)
        assert TEXT not in Client().get(URL).content.decode()

    def test_htmx_gets_the_result_alone_with_the_focus(self, client: Client) -> None:
        response = client.post(URL, {"text": TEXT}, headers=HTMX, follow=True)
        page = response.content.decode().strip()
        assert page.startswith('<section id="result"')
        assert '<h2 id="score" tabindex="-1" autofocus>' in page
        assert "HX-Request" in response.headers["Vary"]

    def test_what_a_learner_writes_is_text(self, client: Client) -> None:
        page = explain(client, 'The <b>user</b> has to wait</textarea><script>alert(1)</script> &amp; "so"')
        assert "<script>alert" not in page
        assert "<b>user" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &quot;so&quot;</textarea>" in page

    def test_a_mark_over_markup_is_escaped_too(self, client: Client) -> None:
        page = explain(client, "The user <i> has to wait.")
        assert "<mark>user &lt;i&gt; has to wait<sup>" in page

    @pytest.mark.parametrize("text", ["", "   \n\t ", "\x00\x07", "\u2003"])
    def test_nothing_written(self, client: Client, text: str) -> None:
        response = client.post(URL, {"text": text})
        assert response.status_code == 422
        assert "Write a sentence or two first." in response.content.decode()
        assert not Learner.objects.exists()

    def test_no_field_at_all(self, client: Client) -> None:
        assert client.post(URL).status_code == 422

    @pytest.mark.parametrize("count", [2001, 100_000])
    def test_too_long_keeps_the_text(self, client: Client, count: int) -> None:
        response = client.post(URL, {"text": "x" * count})
        assert response.status_code == 422
        page = response.content.decode()
        assert f"That is {count:,} characters; the limit is 2,000." in page
        assert f"{'x' * count}</textarea>" in page
        assert not Explanation.objects.exists()

    def test_too_long_by_htmx_leaves_the_box_alone(self, client: Client) -> None:
        page = client.post(URL, {"text": "x" * 2001}, headers=HTMX).content.decode()
        assert page.strip().startswith('<section id="result"')
        assert "xxx" not in page

    def test_the_longest_text_counts_lines_as_one_character(self, client: Client) -> None:
        explain(client, "x" * 1998 + "\r\n" + "x")
        assert len(Explanation.objects.get().text) == 2000

    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("the user\x00 has to\x1b wait", "the user has to wait"),
            ("🎭 the user has to wait 🎭", "🎭 the user has to wait 🎭"),
            ("المستخدم ينتظر the user has to wait", "المستخدم ينتظر the user has to wait"),
            ("the user\r\nhas to wait", "the user\nhas to wait"),
        ],
    )
    def test_odd_letters(self, client: Client, sent: str, kept: str) -> None:
        page = explain(client, sent)
        assert Explanation.objects.get().text == kept
        assert "You got 1/4 concepts" in page
        assert " ".join(kept.split()) in words_of(page)

    def test_a_prompt_that_was_rewritten_keeps_the_text_and_asks_again(self, client: Client) -> None:
        explain(client)
        Explanation.objects.update(digest="another")
        page = client.get(URL).content.decode()
        assert f"{TEXT}</textarea>" in page
        assert "This prompt has been rewritten since you explained it." in page
        assert "You got" not in page

    def test_queries(self, client: Client) -> None:
        with CaptureQueriesContext(connection) as first:
            client.post(URL, {"text": "No idea."})
        with CaptureQueriesContext(connection) as again:
            client.post(URL, {"text": TEXT})
        asked = [query["sql"] for query in first if "SAVEPOINT" not in query["sql"]]
        assert len(asked) <= SUBMIT_BUDGET, asked
        assert len(again) <= SUBMIT_BUDGET
        with CaptureQueriesContext(connection) as page:
            client.get(URL)
        assert len(page) <= 4


class TestWhy:
    def test_says_which_words_and_which_rule(self, client: Client) -> None:
        page = words_of(explain(client, "The visitor has to wait. They can respond imediately."))
        assert "You said visitor and wait, within 10 words of one sentence." in page
        assert "You said respond and imediately (read as immediately)" in page

    def test_says_what_was_denied(self, client: Client) -> None:
        assert "You said Users and denied wait, within 8 words" in words_of(
            explain(client, "Users don't have to wait.")
        )

    def test_an_explanation_from_before_reasons_were_kept_has_none(self, client: Client) -> None:
        explain(client)
        for mine in Explanation.objects.all():
            Explanation.objects.update(hits=[{**hit, "uses": []} for hit in mine.hits])
        assert "Why?" not in client.get(URL).content.decode()
