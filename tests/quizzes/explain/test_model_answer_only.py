"""A prompt with a model answer and no rules, from the content file to the page: the tests' own, about tea."""

import pytest
from django.test import Client

from learners.models import Evidence
from quizzes.explain.agreement import comparisons, spearman, table
from quizzes.explain.likeness import LEAST, Closeness
from quizzes.explain.models import Claim, Explanation
from quizzes.explain.schema import Prompt, SampleKind
from tests.quizzes.explain.pages import words_of
from tutorial.library import Library

URL = "/explain/why-three-minutes/"
CLOSE = "Tannins dissolve when the leaves steep longer, and these make it bitter; so take the leaves out."
PARTLY = "It becomes bitter and nobody likes it."
FAR = "The pot gets cold."


@pytest.fixture
def prompt(two_courses: Library) -> Prompt:
    return two_courses.find(Prompt, "why-three-minutes")


@pytest.fixture
def tea_visitor(prompt: Prompt, client: Client, db: None) -> Client:
    return client


def explain(client: Client, text: str) -> str:
    return words_of(client.post(URL, {"text": text}, follow=True).content.decode())


def evidence() -> set[tuple[str, bool]]:
    return set(Evidence.objects.filter(withdrawn_at=None).values_list("concept", "right"))


class TestSamples:
    def test_none_is_taken_for_its_contrary(self, prompt: Prompt) -> None:
        counts = table(comparisons([prompt]))
        assert counts[Closeness.CLOSE, Closeness.CLOSE] == 3
        assert counts[Closeness.FAR, Closeness.CLOSE] == counts[Closeness.CLOSE, Closeness.FAR] == 0

    def test_they_are_in_the_order_of_their_labels(self, prompt: Prompt) -> None:
        agreement = spearman(comparisons([prompt]))
        assert agreement is not None
        assert agreement > 0.9

    def test_a_list_and_the_prompt_itself_are_far(self, prompt: Prompt) -> None:
        kinds = {one.sample.kind: one.similarity for one in comparisons([prompt])}
        assert kinds[SampleKind.KEYWORD_LIST] < LEAST[Closeness.PARTLY]
        copied = Prompt.model_copy(prompt, update={"samples": ()})
        assert copied.digest == prompt.digest


class TestThePage:
    @pytest.mark.parametrize(
        ("text", "said", "shown"),
        [
            (CLOSE, "Close to the model answer", {("steeping-time", True)}),
            (PARTLY, "Partly like the model answer", set()),
            (FAR, "Far from the model answer", {("steeping-time", False)}),
        ],
    )
    def test_says_how_near_it_is_in_words_and_what_follows(
        self, tea_visitor: Client, text: str, said: str, shown: set[tuple[str, bool]]
    ) -> None:
        assert said in explain(tea_visitor, text)
        assert evidence() == shown
        assert said in words_of(tea_visitor.get("/explain/").content.decode())
        assert said in words_of(tea_visitor.get(f"{URL}explanations/").content.decode())

    def test_marks_the_words_that_are_shared(self, tea_visitor: Client) -> None:
        page = tea_visitor.post(URL, {"text": PARTLY}, follow=True).content.decode()
        assert "It becomes <mark>bitter</mark> and nobody" in page

    def test_the_last_word_is_the_learners(self, tea_visitor: Client) -> None:
        explain(tea_visitor, FAR)
        mine = Explanation.objects.get()
        page = tea_visitor.post(f"/explain/explanations/{mine.pk}/claim/", follow=True)
        assert "Counted by you" in words_of(page.content.decode())
        assert ("steeping-time", True) in evidence()
        tea_visitor.post(f"/explain/explanations/{mine.pk}/withdraw/")
        assert evidence() == {("steeping-time", False)}
        assert list(Claim.objects.values_list("point", "counts")) == [("", True), ("", False)]

    def test_leads_back_and_shows_the_model_answer_on_request(
        self, tea_visitor: Client, prompt: Prompt
    ) -> None:
        page = explain(tea_visitor, FAR)
        assert "Read “In the pot” in “How long should tea steep?”" in page
        assert prompt.answer.text not in page
        mine = Explanation.objects.get()
        revealed = tea_visitor.post(f"/explain/explanations/{mine.pk}/reveal/", follow=True)
        assert prompt.answer.text in words_of(revealed.content.decode())
