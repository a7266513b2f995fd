"""A pronoun at the beginning of a sentence stands for what the sentence before begins with."""

import pytest

from quizzes.explain.scorer import score
from tests.quizzes.explain.rubrics import RUBRIC, found, words_shown


class TestAPronoun:
    @pytest.mark.parametrize(
        "text",
        [
            "The worker is another program. It takes the work.",
            "A worker is there for that. It is quick. It takes the work.",
            "So each worker is another program. They share the work.",
        ],
    )
    def test_stands_for_the_subject_of_the_sentence_before(self, text: str) -> None:
        assert "worker" in found(text)

    @pytest.mark.parametrize(
        "text",
        [
            "You need a worker for that. It is some work.",
            "No worker is there. It is some work.",
            "The worker is another program. The site has the work.",
            "The worker is another program. That is it. It has the work.",
            "The worker is another program.\n\nIt takes the work.",
            "- The worker is another program.\n- It takes the work.",
            "worker, response, user, immediately. It takes the work.",
        ],
    )
    def test_stands_for_nothing_else(self, text: str) -> None:
        assert "worker" not in found(text)

    def test_is_marked_and_said_to_be_read_as_its_subject(self) -> None:
        text = "The worker is another program. It takes the work."
        assert words_shown(text, "worker") == ["It takes the work"]
        (hit,) = next(finding for finding in score(text, RUBRIC) if finding.point == "worker").hits
        assert [(said.read_as, text[said.span.start : said.span.end]) for said in hit.said] == [
            ("worker", "It"),
            ("work", "work"),
        ]
