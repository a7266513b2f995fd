from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from quizzes.models import Answer, Attempt
from quizzes.sitting import Place, Sitting, sit
from tests.quizzes.answering import answered, answered_all
from tests.quizzes.conftest import NOW
from tests.quizzes.questions import a_question, with_edited_quiz

RETIRED = ("- id: task-never-runs\n", "- id: task-of-another-name\n")


def sitting_with(*scores: float | None) -> Sitting:
    """One question for each score; None is not answered yet."""
    return Sitting(
        Attempt(quiz="gone-quiz"),
        tuple(
            Place(n, f"q{n}", a_question(f"q{n}"), (), (), None if score is None else Answer(score=score))
            for n, score in enumerate(scores, start=1)
        ),
    )


class TestScore:
    def test_golden(self) -> None:
        assert sitting_with(1, 1, 0, 1, 1).score == "4/5"
        assert sitting_with(0, 0).score == "0/2"
        assert sitting_with(1, 0.5).score == "1.5/2"
        assert sitting_with(1 / 3, 1 / 3, 1 / 3).score == "1/3"
        assert sitting_with().score == "0/0"

    @given(scores=st.lists(st.floats(min_value=0, max_value=1)))
    def test_share_is_never_outside_0_to_1(self, scores: list[float]) -> None:
        assert 0 <= sitting_with(*scores).share <= 1


class TestNext:
    def test_is_the_first_without_an_answer(self, attempt: Attempt) -> None:
        first, second, *_ = (question for question, _ in attempt.order)
        assert sit(attempt).next == sit(attempt).places[0]

        answered(attempt, first, right=True, at=NOW)

        following = sit(attempt).next
        assert following is not None
        assert (following.question_id, following.number) == (second, 2)

    def test_is_none_when_all_is_answered(self, attempt: Attempt) -> None:
        answered_all(attempt, at=NOW)

        assert sit(attempt).next is None

    def test_part_of_the_points_is_a_miss(self) -> None:
        assert [place.missed for place in sitting_with(1, 0.5, 0, None).places] == [False, True, True, False]


class TestContentThatChanges:
    def test_a_question_that_has_gone_is_not_asked(
        self, attempt: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        with_edited_quiz(settings, tmp_path, "practice-quiz", *RETIRED)

        places = sit(attempt).places

        assert "task-never-runs" not in [place.question_id for place in places]
        assert [place.number for place in places] == [1, 2, 3, 4]

    def test_its_answer_still_counts(self, attempt: Attempt, settings: Settings, tmp_path: Path) -> None:
        answered_all(attempt, at=NOW)
        with_edited_quiz(settings, tmp_path, "practice-quiz", *RETIRED)

        sitting = sit(attempt)

        assert sitting.score == "5/5"
        assert sum(place.question is None for place in sitting.places) == 1

    def test_an_option_that_has_gone_is_not_shown_and_a_new_one_comes_last(
        self, attempt: Attempt, settings: Settings, tmp_path: Path
    ) -> None:
        before = dict(attempt.order)["calling-a-task"]
        with_edited_quiz(settings, tmp_path, "practice-quiz", "- id: call-waits\n", "- id: call-blocks\n")

        place = sit(attempt).place("calling-a-task")

        assert place is not None
        assert list(place.shown) == [*(one for one in before if one != "call-waits"), "call-blocks"]

    def test_a_quiz_that_has_gone_keeps_its_attempts(self) -> None:
        assert sitting_with(1).title == "A quiz of the past"
