"""What was explained before stays readable, by the wording that it answered."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.explain import past
from quizzes.explain.explaining import claim_point, reveal_point, submit_explanation
from quizzes.explain.models import Explanation
from quizzes.explain.schema import Prompt
from tests.quizzes.explain.pages import words_of
from tutorial.library import Line, library
from tutorial.models import Wording

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = "/explain/why-they-matter/explanations/"
TEXT = "The user has to wait."


@pytest.fixture
def prompt() -> Prompt:
    return library().find(Prompt, "why-they-matter")


def explained(learner: Learner, prompt: Prompt, text: str = TEXT, minutes: int = 0) -> Explanation:
    now = NOON + timedelta(minutes=minutes)
    return submit_explanation(learner=learner, prompt=prompt, text=text, now=now)


def reworded(prompt: Prompt, **change: object) -> Prompt:
    made = prompt.model_copy(update={"prompt": Line("Why, in the old days?"), **change})
    made.__dict__.pop("digest", None)
    return made


def page(visitor: Client, address: str = PAGE) -> str:
    return words_of(visitor.get(address).content.decode())


class TestExplanations:
    def test_the_newest_first_with_what_was_found(
        self, learner: Learner, visitor: Client, prompt: Prompt
    ) -> None:
        explained(learner, prompt)
        explained(learner, prompt, "It can handle many users.", minutes=5)
        text = page(visitor)
        assert text.index("12:05 UTC: You got 1/4 concepts") < text.index("12:00 UTC: You got 1/4 concepts")
        assert "Slow work inside a request makes the user wait Mentioned" in text
        assert "user has to wait concept A" in text

    def test_says_what_was_claimed_and_told(self, learner: Learner, visitor: Client, prompt: Prompt) -> None:
        mine = explained(learner, prompt)
        claim_point(explanation=mine, prompt=prompt, point="many-users", now=NOON)
        reveal_point(explanation=mine, point="work-apart", now=NOON)
        assert "many users at once Counted by you" in page(visitor)
        assert "separately from the request Shown to you" in page(visitor)

    def test_by_the_wording_that_was_answered(
        self, learner: Learner, visitor: Client, prompt: Prompt
    ) -> None:
        explained(learner, reworded(prompt))
        assert "worded differently then: Why, in the old days?" in page(visitor)
        assert "You got 1/4 concepts" in page(visitor)

    def test_the_page_of_the_prompt_shows_an_old_reply_by_its_old_wording(
        self, learner: Learner, visitor: Client, prompt: Prompt
    ) -> None:
        explained(learner, reworded(prompt))
        text = page(visitor, "/explain/why-they-matter/")
        assert "This prompt has been rewritten since you explained it." in text
        assert "You got 1/4 concepts" in text
        assert "You got 1/4 concepts" in page(visitor, "/explain/")

    def test_of_a_prompt_that_is_no_longer_asked(
        self, learner: Learner, visitor: Client, prompt: Prompt
    ) -> None:
        explained(learner, reworded(prompt, id="gone-from-here", title="The one that went"))
        assert "No longer asked The one that went You got 1/4 concepts" in page(visitor, "/explain/")
        assert "This prompt is no longer asked." in page(visitor, "/explain/gone-from-here/explanations/")
        mine = Explanation.objects.get()
        assert visitor.post(f"/explain/explanations/{mine.pk}/many-users/claim/").status_code == 404

    def test_a_wording_that_was_not_kept_is_said(
        self, learner: Learner, visitor: Client, prompt: Prompt
    ) -> None:
        explained(learner, reworded(prompt))
        Wording.objects.all().delete()
        assert "1 more, to a wording that was not kept." in page(visitor)

    def test_of_nobody_or_of_nothing(self, client: Client, learner: Learner, prompt: Prompt) -> None:
        explained(learner, prompt)
        assert "You have not explained this one yet." in page(client)
        assert client.get("/explain/nothing-like-it/explanations/").status_code == 404

    def test_ten_on_a_page_within_few_queries(
        self,
        learner: Learner,
        visitor: Client,
        prompt: Prompt,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(12):
            explained(learner, reworded(prompt) if number % 2 else prompt, f"{TEXT} {number}", number)
        with django_assert_max_num_queries(8):
            assert page(visitor).count("You got 1/4") == 10
        assert page(visitor, f"{PAGE}?page=2").count("You got 1/4") == 2
        assert 'href="?page=2#explained-1"' in visitor.get(PAGE).content.decode()


class TestReplies:
    def test_marks_only_what_was_told_before(self, learner: Learner, prompt: Prompt) -> None:
        first = explained(learner, prompt)
        reveal_point(explanation=first, point="work-apart", now=NOON + timedelta(minutes=1))
        second = explained(learner, prompt, f"{TEXT} Really.", minutes=2)
        assert [_told_before(each) for each in (first, second)] == [False, True]


def _told_before(explanation: Explanation) -> bool:
    reply = past.reply(explanation)
    assert reply is not None
    return reply.points[1].told_before
