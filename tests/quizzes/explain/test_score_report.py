from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from learners.models import Learner
from quizzes.explain import measuring
from quizzes.explain.explaining import claim_point, submit_explanation, withdraw_claim
from quizzes.explain.schema import Prompt
from quizzes.management.commands.score_report import BEGIN, DOCUMENT, END, with_tables
from tutorial.library import library

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXT = "The user has to wait.\nAnd many more can come."


def printed(*options: str) -> str:
    out = StringIO()
    call_command("score_report", *options, stdout=out, stderr=out)
    return out.getvalue()


class TestScoreReport:
    def test_has_a_row_for_every_concept_of_every_prompt_tuned_and_held_out(self) -> None:
        rows = printed().splitlines()
        for prompt in library().all(Prompt):
            for point in prompt.points:
                for samples in ("tuned", "held out"):
                    assert any(row.startswith(f"| {point.id} | {samples} | ") for row in rows)

    def test_the_document_holds_what_it_prints_now(self, settings: Settings) -> None:
        text = (settings.BASE_DIR / DOCUMENT).read_text(encoding="utf-8")
        assert printed().strip() == text.partition(BEGIN)[2].partition(END)[0].strip(), (
            "run: manage.py score_report --write"
        )

    def test_writes_the_tables_between_the_marks(self, settings: Settings, tmp_path: Path) -> None:
        settings.BASE_DIR = tmp_path
        (tmp_path / DOCUMENT).parent.mkdir()
        (tmp_path / DOCUMENT).write_text(f"Before\n{BEGIN}\nold\n{END}\nAfter\n")
        tables = printed("--write").strip()
        text = (tmp_path / DOCUMENT).read_text(encoding="utf-8")
        assert text == f"Before\n{BEGIN}\n\n{tables}\n\n{END}\nAfter\n"
        assert with_tables(text, f"\n{tables}") == text

    def test_exits_with_1_when_the_rules_fall_short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(measuring, "LEAST_RECALL", 1.0)
        with pytest.raises(SystemExit) as ended:
            printed()
        assert ended.value.code == 1


@pytest.mark.django_db
class TestDisputes:
    @pytest.fixture
    def prompt(self) -> Prompt:
        return library().find(Prompt, "why-they-matter")

    def test_lists_what_stands_with_the_text_and_the_wording(self, learner: Learner, prompt: Prompt) -> None:
        mine = submit_explanation(learner=learner, prompt=prompt, text=TEXT, now=NOON)
        claim_point(explanation=mine, prompt=prompt, point="many-users", now=NOON)
        assert printed("--disputes") == (
            f"2026-11-21 12:00 why-they-matter ({prompt.digest})\n"
            "  many-users: The server stays free for many users at once\n"
            "    The user has to wait.\n    And many more can come.\n"
            "1 standing.\n"
        )

    def test_what_was_taken_back_is_no_dispute(self, learner: Learner, prompt: Prompt) -> None:
        mine = submit_explanation(learner=learner, prompt=prompt, text=TEXT, now=NOON)
        for act in (claim_point, withdraw_claim):
            act(explanation=mine, prompt=prompt, point="many-users", now=NOON)
        assert printed("--disputes") == "0 standing.\n"
