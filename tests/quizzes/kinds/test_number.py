from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import NumberAnswer
from tests.quizzes.kinds.asked import asked, drawn, drawn_form, drawn_judged
from tests.quizzes.kinds.writing import fault_of, written

QUESTION = asked("how-long-two-wait", NumberAnswer)


def number(**fields: object) -> dict[str, object]:
    return written(kind="number", why="So", **fields)


def a_number(**fields: object) -> NumberAnswer:
    return NumberAnswer.model_validate(number(**fields))


def wrong(value: object) -> dict[str, object]:
    return {"value": value, "misconception": f"believes-{value}", "why": "No"}


class TestGrade:
    @pytest.mark.parametrize(
        ("typed", "score", "misconceptions"),
        [
            ("120", 1, ()),
            ("114", 1, ()),  # the bounds count
            ("126,0", 1, ()),
            ("1.2e2 seconds", 1, ()),
            ("126.0000000001", 0, ()),
            ("113.9", 0, ()),
            ("60", 0, ("request-runs-it",)),
            ("63", 0, ("request-runs-it",)),  # within 5 % of 60
            ("65", 0, ()),
            ("200", 0, ("minutes-are-seconds",)),
            ("1e999", 0, ()),
        ],
    )
    def test_golden(self, typed: str, score: float, misconceptions: tuple[str, ...]) -> None:
        grade = QUESTION.grade([typed])

        assert (grade.score, grade.misconceptions) == (score, misconceptions)

    def test_tenths_hold_no_surprise(self) -> None:
        question = a_number(value=0.3, tolerance=0.1)  # 0.3 + 0.1 > 0.4 in floats

        assert question.grade(["0.4"]).right
        assert question.grade(["0.2"]).right
        assert not question.grade(["0.40000000000000000000000000001"]).right

    def test_without_a_tolerance_only_the_very_number(self) -> None:
        question = a_number(value=4)

        assert question.grade(["4.0"]).right
        assert not question.grade(["4.0001"]).right

    def test_the_percentage_of_a_negative_value(self) -> None:
        question = a_number(value=-200, tolerance_percent=10)

        assert question.grade(["-180"]).right
        assert question.grade(["-220"]).right
        assert not question.grade(["-179"]).right

    def test_the_nearest_of_two_wrong_ones_is_meant(self) -> None:
        question = a_number(value=100, tolerance=10, wrong=[wrong(40), wrong(50)])

        assert question.grade(["46"]).misconceptions == ("believes-50",)
        assert question.grade(["44"]).misconceptions == ("believes-40",)

    @given(
        value=st.decimals(min_value=-999_999, max_value=999_999, places=6),
        slack=st.decimals(min_value=0, max_value=999_999, places=6),
    )
    def test_the_bounds_are_exact(self, value: Decimal, slack: Decimal) -> None:
        question = a_number(value=value, tolerance=slack)
        hair = Decimal("1e-20")

        assert question.grade([question.most]).right
        assert question.grade([question.least]).right
        assert not question.grade([f"{value + slack + hair:f}"]).right
        assert not question.grade([f"{value - slack - hair:f}"]).right


class TestForm:
    def test_takes_the_number_as_it_was_typed(self) -> None:
        form = QUESTION.form((), QueryDict("answer=+119,5+"))

        assert form.is_valid()
        assert form.given() == ["119,5"]

    @pytest.mark.parametrize(
        ("typed", "error"),
        [
            ("", "Write a number first."),
            ("many", "Write it in seconds, in digits"),
            ("NaN", "Write it in seconds, in digits"),
            ("1,000", "1,000 could be 1000 or 1.000."),
            ("1 000 000", "without a separator for thousands"),
            ("1" * 41, "A number has 40 characters at most here."),
        ],
    )
    def test_refuses_beside_the_field_with_what_was_typed(self, typed: str, error: str) -> None:
        page = drawn_form(QUESTION, QUESTION.form((), QueryDict(f"answer={typed}")))

        assert error in page
        assert f'value="{typed}"' in page

    def test_names_the_unit_beside_the_field_and_in_its_label(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(()))

        assert ", in seconds</span></label>" in page
        assert '<span aria-hidden="true">seconds</span>' in page

    def test_shows_the_answer_that_stands(self) -> None:
        assert 'value="119,5"' in drawn_form(QUESTION, QUESTION.form((), before=["119,5"]))


class TestJudged:
    def test_states_the_tolerance(self) -> None:
        for answer in ("120", "60"):
            assert "120 seconds; anything from 114 to 126 counts as right" in drawn_judged(QUESTION, [answer])

    def test_states_that_there_is_none(self) -> None:
        assert "Only 4  counts as right" in drawn_judged(a_number(value=4), ["4"])

    def test_a_foreseen_wrong_number_says_why_and_the_others_why_not(self) -> None:
        page = drawn_judged(QUESTION, ["60"])

        assert "One worker runs one task at a time." in page
        assert page.count("Why not?") == 1
        assert "200 seconds" in page

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("1000", "too much"), ("1", "too little"), ("a word from another time", "not a number")],
    )
    def test_an_unforeseen_one_says_which_way(self, typed: str, said: str) -> None:
        assert f"That is {said}." in drawn_judged(QUESTION, [typed])

    def test_no_answer_shows_the_right_one(self) -> None:
        page = drawn_judged(QUESTION, [])

        assert "your answer" not in page
        assert "120 seconds" in page

    def test_the_final_answer(self) -> None:
        assert drawn(QUESTION, "final", question=QUESTION).strip() == "120 seconds"


class TestSchema:
    @pytest.mark.parametrize(
        ("fields", "what", "way"),
        [
            (
                number(value=1, tolerance=1, tolerance_percent=1),
                "is there beside tolerance; keep one of the two",
                ("tolerance_percent",),
            ),
            (
                number(value=0, tolerance_percent=1),
                "of 0 is 0; write tolerance instead",
                ("tolerance_percent",),
            ),
            (
                number(value=10, tolerance=2, wrong=[wrong(20), wrong(12)]),
                "lies within the tolerance, 8 to 12",
                ("wrong", 1, "value"),
            ),
            (
                number(value=10, wrong=[wrong(20), wrong("20.0")]),
                "is there already; keep one",
                ("wrong", 1, "value"),
            ),
        ],
    )
    def test_faults(self, fields: dict[str, object], what: str, way: tuple[str | int, ...]) -> None:
        assert fault_of(fields) == (what, way)

    @pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", 1234567890123])
    def test_a_value_is_a_figure_that_can_be_calculated_with(self, value: object) -> None:
        assert fault_of(number(value=value))[1] == ("value",)

    def test_a_figure_of_a_file_is_what_it_says(self) -> None:
        assert a_number(value=0.1).value == Decimal("0.1")
