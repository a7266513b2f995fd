from pathlib import Path

from pytest_django import Settings

from quizzes.models import Attempt
from quizzes.results import ConceptLine, result_of
from quizzes.sitting import sit
from tests.quizzes.answering import answered_all
from tests.quizzes.conftest import NOW
from tests.quizzes.questions import with_edited_quiz


class TestResultOf:
    def test_counts_a_question_for_each_of_its_concepts(self, attempt: Attempt) -> None:
        answered_all(attempt, missed=("welcome-email",), at=NOW)

        lines = {line.title: (line.points, line.asked) for line in result_of(sit(attempt)).concepts}

        assert lines == {
            "What a background task is": (1, 1),
            "Declaring a task": (1, 1),
            "Calling and enqueueing": (1, 2),
            "The worker": (1, 1),
            "What to move to the background": (0, 1),
        }

    def test_names_the_paragraph_that_teaches_a_miss(self, attempt: Attempt) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)

        (miss,) = result_of(sit(attempt)).misses

        assert miss.place.question_id == "task-never-runs"
        assert miss.paragraph is not None
        assert miss.paragraph.ref == "why-background-tasks-matter#queue-and-worker"

    def test_a_perfect_attempt_has_nothing_to_retry(self, attempt: Attempt) -> None:
        answered_all(attempt, at=NOW)

        result = result_of(sit(attempt))

        assert result.misses == ()
        assert not result.can_retry

    def test_a_missed_question_that_has_gone_cannot_be_retried(
        self, attempt: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        answered_all(attempt, missed=("task-never-runs",), at=NOW)
        with_edited_quiz(
            settings, tmp_path, "practice-quiz", "- id: task-never-runs\n", "- id: another-question\n"
        )

        result = result_of(sit(attempt))

        assert len(result.misses) == 1
        assert not result.can_retry


class TestPercent:
    def test_golden(self) -> None:
        assert [ConceptLine("", "", right, 3).percent for right in range(4)] == [0, 33, 67, 100]
