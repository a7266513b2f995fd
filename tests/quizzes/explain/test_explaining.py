from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from learners.models import Evidence, Learner
from quizzes.explain.explaining import claim_point, reveal_point, submit_explanation, withdraw_claim
from quizzes.explain.models import Claim, Explanation, Reveal
from quizzes.explain.past import PROMPT
from quizzes.explain.schema import Prompt
from quizzes.explain.scoring import Scored, scored
from tests.racing import both_at_once, waiting_for_company
from tutorial.library import library
from tutorial.wordings import wordings_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
TEXT = "The user has to wait, so the page should respond right away."


@pytest.fixture
def prompt() -> Prompt:
    return library().find(Prompt, "why-they-matter")


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


@pytest.fixture
def explanation(learner: Learner, prompt: Prompt) -> Explanation:
    return submit_explanation(learner=learner, prompt=prompt, text=TEXT, now=NOON)


@pytest.fixture
def missed() -> str:
    return "many-users"


def standing() -> set[tuple[str, bool]]:
    return set(Evidence.objects.filter(withdrawn_at=None).values_list("concept", "right"))


class TestSubmitExplanation:
    def test_keeps_the_text_the_wording_and_what_was_found(
        self, explanation: Explanation, prompt: Prompt
    ) -> None:
        kept = Explanation.objects.get()
        assert (kept.text, kept.prompt, kept.digest, kept.at) == (TEXT, prompt.id, prompt.digest, NOON)
        assert kept.found == {"users-wait", "answers-at-once"}
        assert kept.hits[0] == {
            "point": "users-wait",
            "rule": "user + wait",
            "within": 10,
            "uses": [
                {"group": "user", "read_as": "user", "denied": False, "span": [4, 8]},
                {"group": "wait", "read_as": "wait", "denied": False, "span": [16, 20]},
            ],
            "spans": [[4, 20]],
        }

    def test_keeps_the_wording_of_the_prompt(self, explanation: Explanation, prompt: Prompt) -> None:
        kept = wordings_of([explanation.digest], PROMPT)
        assert kept == {explanation.digest: prompt.model_copy(update={"samples": ()})}

    def test_records_evidence_for_every_concept(self, explanation: Explanation) -> None:
        assert standing() == {
            ("request-response", True),
            ("enqueue", True),
            ("background-task", False),
            ("load", False),
        }
        assert set(Evidence.objects.values_list("kind", "source")) == {("explained", "why-they-matter")}

    def test_the_same_text_again_counts_once(self, explanation: Explanation, prompt: Prompt) -> None:
        again = submit_explanation(learner=explanation.learner, prompt=prompt, text=TEXT, now=LATER)
        assert again.pk == explanation.pk
        assert Evidence.objects.count() == 4

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_counts_once(
        self, learner: Learner, prompt: Prompt, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("quizzes.explain.explaining.scored", waiting_for_company(scored))
        both_at_once(lambda: submit_explanation(learner=learner, prompt=prompt, text=TEXT, now=NOON))
        assert Explanation.objects.count() == 1
        assert Evidence.objects.count() == 4

    @pytest.mark.django_db(transaction=True)
    def test_others_can_write_while_it_is_scored(
        self, learner: Learner, prompt: Prompt, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        locked = []

        def watched(text: str, prompt: Prompt) -> Scored:
            locked.append(connection.in_atomic_block)
            return scored(text, prompt)

        monkeypatch.setattr("quizzes.explain.explaining.scored", watched)
        submit_explanation(learner=learner, prompt=prompt, text=TEXT, now=NOON)
        assert locked == [False]

    def test_another_text_is_another_row(self, explanation: Explanation, prompt: Prompt) -> None:
        submit_explanation(learner=explanation.learner, prompt=prompt, text="No idea.", now=LATER)
        assert [row.text for row in Explanation.objects.order_by("at")] == [TEXT, "No idea."]

    def test_the_same_text_to_a_prompt_that_was_rewritten_is_another_row(
        self, explanation: Explanation, prompt: Prompt
    ) -> None:
        rewritten = prompt.model_copy(update={"title": "Rewritten"})
        rewritten.__dict__.pop("digest", None)
        submit_explanation(learner=explanation.learner, prompt=rewritten, text=TEXT, now=LATER)
        assert Explanation.objects.count() == 2


class TestClaimPoint:
    def test_counts_the_point_as_shown(self, explanation: Explanation, prompt: Prompt, missed: str) -> None:
        claim_point(explanation=explanation, prompt=prompt, point=missed, now=LATER)
        assert Explanation.objects.get().claimed == {"many-users"}
        assert ("load", True) in standing()

    def test_twice_counts_once(self, explanation: Explanation, prompt: Prompt, missed: str) -> None:
        for _ in range(2):
            claim_point(explanation=explanation, prompt=prompt, point=missed, now=LATER)
        assert Claim.objects.count() == 1
        assert Evidence.objects.filter(concept="load", right=True).count() == 1

    def test_a_point_that_was_found_needs_no_claim(self, explanation: Explanation, prompt: Prompt) -> None:
        claim_point(explanation=explanation, prompt=prompt, point=prompt.points[0].id, now=LATER)
        assert not Claim.objects.exists()


class TestWithdrawClaim:
    def test_takes_the_claim_and_its_evidence_back_and_keeps_the_rows(
        self, explanation: Explanation, prompt: Prompt, missed: str
    ) -> None:
        claim_point(explanation=explanation, prompt=prompt, point=missed, now=LATER)
        withdraw_claim(explanation=explanation, prompt=prompt, point=missed, now=LATER + timedelta(seconds=5))
        assert Explanation.objects.get().claimed == set()
        assert list(Claim.objects.order_by("pk").values_list("point", "counts")) == [
            ("many-users", True),
            ("many-users", False),
        ]
        assert {right for concept, right in standing() if concept == "load"} == {False}

    def test_without_a_claim_nothing_changes(
        self, explanation: Explanation, prompt: Prompt, missed: str
    ) -> None:
        withdraw_claim(explanation=explanation, prompt=prompt, point=missed, now=LATER)
        assert not Claim.objects.exists()

    def test_a_claim_may_be_made_again(self, explanation: Explanation, prompt: Prompt, missed: str) -> None:
        for minutes, act in enumerate([claim_point, withdraw_claim, claim_point]):
            act(
                explanation=explanation,
                prompt=prompt,
                point=missed,
                now=LATER + timedelta(minutes=minutes),
            )
        assert Explanation.objects.get().claimed == {"many-users"}
        assert ("load", True) in standing()


class TestRevealPoint:
    def test_twice_is_once_and_takes_no_points(self, explanation: Explanation, missed: str) -> None:
        before = standing()
        for at in (NOON, LATER):
            reveal_point(explanation=explanation, point=missed, now=at)
        assert list(Reveal.objects.values_list("point", "at")) == [(missed, NOON)]
        assert standing() == before
