from random import Random

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizzes.kinds import SingleChoice
from quizzes.kinds.option import Option
from tests.quizzes.questions import a_question, an_option
from tutorial.library import Line

QUESTION = a_question(right="one", wrong=("two", "three", "four"))


class TestGrade:
    @pytest.mark.parametrize(
        ("chosen", "score", "misconceptions"),
        [
            ("one", 1, ()),
            ("two", 0, ("believes-two",)),
            ("three", 0, ("believes-three",)),
            ("four", 0, ("believes-four",)),
        ],
    )
    def test_golden(self, chosen: str, score: float, misconceptions: tuple[str, ...]) -> None:
        grade = QUESTION.grade([chosen])

        assert (grade.score, grade.misconceptions, grade.right) == (score, misconceptions, score == 1)


def order_of(seed: int) -> list[str]:
    return QUESTION.shuffled(Random(seed))  # noqa: S311  # an order, not a secret


class TestShuffled:
    @given(seed=st.integers())
    def test_is_a_permutation_and_stays_the_same_for_a_seed(self, seed: int) -> None:
        order = order_of(seed)

        assert sorted(order) == ["four", "one", "three", "two"]
        assert order == order_of(seed)

    def test_moves_the_right_answer_about(self) -> None:
        places = {order_of(seed).index("one") for seed in range(40)}

        assert places == {0, 1, 2, 3}


class TestArranged:
    @pytest.mark.parametrize(
        ("order", "arranged"),
        [
            (["four", "two", "one", "three"], ("four", "two", "one", "three")),
            (["four", "gone", "one", "three"], ("four", "one", "three", "two")),
            ([], ("one", "two", "three", "four")),
        ],
    )
    def test_keeps_the_order_as_far_as_the_content_does(
        self, order: list[str], arranged: tuple[str, ...]
    ) -> None:
        assert QUESTION.arranged(order) == arranged


class TestForm:
    SHOWN = ("three", "one", "two", "four")

    def test_offers_the_options_in_the_order_shown(self) -> None:
        form = QUESTION.form(self.SHOWN)

        assert [option.id for option in form.options] == ["three", "one", "two", "four"]

    def test_takes_one_of_them(self) -> None:
        form = QUESTION.form(self.SHOWN, QueryDict("option=two"))

        assert form.is_valid()
        assert form.given() == ["two"]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ("", "Choose an answer first."),
            ("option=", "Choose an answer first."),
            ("option=elsewhere", "That is not an answer to this question. Choose one of these."),
            ("option=one%00", "That is not an answer to this question. Choose one of these."),
        ],
    )
    def test_refuses_anything_else_beside_the_field(self, body: str, error: str) -> None:
        form = QUESTION.form(self.SHOWN, QueryDict(body))

        assert not form.is_valid()
        assert form.errors == {"option": [error]}


class TestJudged:
    def test_keeps_the_order_and_marks_what_was_chosen(self) -> None:
        judged = QUESTION.judged(["two", "one", "four"], ["four"])

        assert [(one.option.id, one.chosen) for one in judged] == [
            ("two", False),
            ("one", False),
            ("four", True),
        ]

    def test_leaves_out_an_option_that_has_gone(self) -> None:
        judged = QUESTION.judged(["gone", "one"], ["gone"])

        assert [one.option.id for one in judged] == ["one"]


class TestSchema:
    def test_wants_a_right_answer(self) -> None:
        with pytest.raises(ValidationError, match="hold no right answer; write right: true in one of them"):
            SingleChoice(**{**dict(QUESTION), "options": (an_option("a"), an_option("b"))})

    def test_wants_no_second_right_answer(self) -> None:
        with pytest.raises(ValidationError, match="is the second right answer"):
            SingleChoice(
                **{**dict(QUESTION), "options": (an_option("a", right=True), an_option("b", right=True))}
            )

    def test_a_wrong_answer_names_its_misconception(self) -> None:
        with pytest.raises(ValidationError, match="name the belief that this wrong answer gives away"):
            Option(id="a", text=Line("Words"), why=Line("So"))

    def test_the_right_answer_names_none(self) -> None:
        with pytest.raises(ValidationError, match="belongs to wrong answers only"):
            Option(id="a", text=Line("Words"), why=Line("So"), right=True, misconception="no-arguments")

    @pytest.mark.parametrize("wording", [{}, {"text": Line("Words"), "code": "pass"}])
    def test_an_answer_is_either_words_or_code(self, wording: dict[str, object]) -> None:
        with pytest.raises(ValidationError, match="either as text or as code"):
            Option(id="a", why=Line("So"), right=True, **wording)

    def test_the_digest_follows_the_wording(self) -> None:
        assert a_question().digest == a_question().digest
        assert a_question().digest != a_question(wrong=("two", "four")).digest


class TestCode:
    def test_is_shown_in_lines_and_escaped(self) -> None:
        option = Option(
            id="a", code="@background\ndef task(x=1 < 2):\n    pass\n", why=Line("So"), right=True
        )

        assert len(option.code_lines) == 3
        assert "&lt;" in option.code_lines[1]
        assert "style=" not in "".join(option.code_lines)
