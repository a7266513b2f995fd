import pytest
from django.http import QueryDict

from quizzes.kinds import TrueFalse
from tests.quizzes.kinds.asked import asked, drawn, drawn_form, drawn_judged
from tests.quizzes.kinds.writing import fault_of, written

QUESTION = asked("outlives-request", TrueFalse)
TRUE_ONE = TrueFalse.model_validate(
    written(kind="true-false", answer=True, why="It is so", why_not="It is not", misconception="m")
)


class TestGrade:
    @pytest.mark.parametrize(
        ("side", "score", "misconceptions"), [("false", 1, ()), ("true", 0, ("request-runs-it",))]
    )
    def test_golden(self, side: str, score: float, misconceptions: tuple[str, ...]) -> None:
        grade = QUESTION.grade([side])

        assert (grade.score, grade.misconceptions) == (score, misconceptions)

    def test_a_true_statement_the_other_way_round(self) -> None:
        assert TRUE_ONE.grade(["true"]).right
        assert TRUE_ONE.grade(["false"]).misconceptions == ("m",)


class TestForm:
    def test_takes_a_side(self) -> None:
        form = QUESTION.form((), QueryDict("side=true"))

        assert form.is_valid()
        assert form.given() == ["true"]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ("", "Choose true or false first."),
            ("side=True", "That is neither true nor false. Choose one of the two."),
        ],
    )
    def test_refuses_anything_else(self, body: str, error: str) -> None:
        assert error in drawn_form(QUESTION, QUESTION.form((), QueryDict(body)))

    def test_looks_the_same_whatever_is_right(self) -> None:
        assert drawn_form(QUESTION, QUESTION.form(())) == drawn_form(TRUE_ONE, TRUE_ONE.form(()))

    def test_shows_the_answer_that_stands(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form((), before=["true"]))

        assert 'value="true" required checked' in page
        assert page.count(" checked") == 1


class TestJudged:
    def test_both_sides_say_why(self) -> None:
        page = drawn_judged(QUESTION, ["true"])

        assert "Incorrect, your answer" in page
        assert "The queue does not depend on the request." in page
        assert "The task lies in the queue, and a worker will take it." in page

    def test_the_sides_keep_their_places(self) -> None:
        for question in (QUESTION, TRUE_ONE):
            page = drawn_judged(question, ["true"])
            assert page.index("<span>True</span>") < page.index("<span>False</span>")

    def test_no_answer_is_neither(self) -> None:
        page = drawn_judged(QUESTION, [])

        assert "your answer" not in page
        assert "Incorrect" not in page

    def test_the_final_answer_is_a_word(self) -> None:
        assert drawn(QUESTION, "final", question=QUESTION).strip() == "False"


def test_the_author_says_which_it_is() -> None:
    what, way = fault_of(written(kind="true-false", why="a", why_not="b", misconception="m"))

    assert (what, way) == ("Field required", ("answer",))
