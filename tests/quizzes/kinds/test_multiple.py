from fractions import Fraction
from itertools import chain, combinations

import pytest
from django.http import QueryDict

from quizzes.kinds import MultipleChoice
from quizzes.kinds.multiple import Picks
from tests.quizzes.kinds.asked import asked, drawn_form, drawn_judged
from tests.quizzes.kinds.writing import fault_of, written

QUESTION = asked("what-to-move", MultipleChoice)
RIGHTS, WRONGS = ("move-email", "move-thumbnails", "move-report"), ("move-form", "move-session")
ALL = (*RIGHTS, *WRONGS)


def options(rights: int, wrongs: int) -> list[dict[str, object]]:
    right: list[dict[str, object]] = [
        {"id": f"r{n}", "right": True, "text": "Yes", "why": "So"} for n in range(rights)
    ]
    wrong: list[dict[str, object]] = [
        {"id": f"w{n}", "misconception": "m", "text": "No", "why": "So"} for n in range(wrongs)
    ]
    return [*right, *wrong]


class TestCredit:
    @pytest.mark.parametrize(
        ("picks", "credit"),
        [
            (Picks(3, 3, 0, 2), Fraction(1)),
            (Picks(2, 3, 0, 2), Fraction(2, 3)),
            (Picks(2, 3, 1, 2), Fraction(1, 6)),
            (Picks(3, 3, 1, 2), Fraction(1, 2)),
            (Picks(3, 3, 2, 2), Fraction(0)),
            (Picks(0, 3, 1, 2), Fraction(0)),
            (Picks(3, 3, 1, 1), Fraction(0)),
        ],
    )
    def test_golden(self, picks: Picks, credit: Fraction) -> None:
        assert picks.credit == credit


class TestGrade:
    def test_only_the_right_ones_and_no_other_are_right(self) -> None:
        subsets = chain.from_iterable(combinations(ALL, size) for size in range(1, len(ALL) + 1))

        assert [set(chosen) for chosen in subsets if QUESTION.grade(chosen).right] == [set(RIGHTS)]

    def test_choosing_everything_earns_nothing(self) -> None:
        assert QUESTION.grade(ALL).score == 0

    def test_every_misconception_is_given_away(self) -> None:
        assert QUESTION.grade(WRONGS).misconceptions == ("queue-runs-it", "request-runs-it")
        assert QUESTION.grade(["move-email", "move-session"]).misconceptions == ("request-runs-it",)

    def test_a_right_one_left_out_gives_none_away(self) -> None:
        assert QUESTION.grade(["move-email"]).misconceptions == ()

    def test_two_options_of_one_misconception_give_it_away_once(self) -> None:
        question = MultipleChoice.model_validate(written(kind="multiple", options=options(2, 2)))

        assert question.grade(["w0", "w1"]).misconceptions == ("m",)


class TestForm:
    def test_takes_several_in_the_order_shown(self) -> None:
        form = QUESTION.form(ALL, QueryDict("option=move-form&option=move-email"))

        assert form.is_valid()
        assert form.given() == ["move-email", "move-form"]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ("", "Choose at least one answer first."),
            ("option=elsewhere", "One of those is not an answer to this question. Choose among these."),
            ("option=move-email&option=", "One of those is not an answer to this question."),
        ],
    )
    def test_refuses_anything_else(self, body: str, error: str) -> None:
        form = QUESTION.form(ALL, QueryDict(body))

        assert not form.is_valid()
        assert error in drawn_form(QUESTION, form)

    def test_says_before_the_answer_how_it_is_scored(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(ALL))

        assert "Choosing everything earns nothing." in page
        assert "less the share of the wrong ones" in page

    def test_shows_the_answer_that_stands(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(ALL, before=["move-form", "move-email"]))

        assert page.count(" checked") == 2
        assert 'value="move-form" checked' in page
        assert 'value="move-email" checked' in page


class TestJudged:
    def test_says_how_the_score_came_about(self) -> None:
        page = drawn_judged(QUESTION, ["move-email", "move-report", "move-form"])

        assert "You chose 2 of the 3 right answers and 1 of the 2 wrong ones: 2/3 − 1/2 = 17 %" in page

    def test_says_so_where_it_is_nothing(self) -> None:
        assert "0/3 − 2/2 earns nothing" in drawn_judged(QUESTION, list(WRONGS))

    def test_tells_what_was_chosen_and_what_was_left_out(self) -> None:
        page = drawn_judged(QUESTION, ["move-email", "move-form"])

        assert page.count("Correct, your answer") == 1
        assert page.count("Correct, but you left it out") == 2
        assert page.count("Incorrect, your answer") == 1
        assert page.count("Why not?") == 1

    def test_shows_the_right_ones_where_nothing_was_answered(self) -> None:
        page = drawn_judged(QUESTION, [])

        assert "You chose" not in page
        assert "left it out" not in page
        assert page.count("</span> Correct</span>") == 3


class TestSchema:
    def test_wants_two_right_answers(self) -> None:
        what, _ = fault_of(written(kind="multiple", options=options(1, 3)))

        assert what == "hold fewer than two right answers; write right: true in two, or kind: single"

    def test_wants_a_wrong_answer(self) -> None:
        what, _ = fault_of(written(kind="multiple", options=options(3, 0)))

        assert what == "hold no wrong answer; write one, with its misconception"
