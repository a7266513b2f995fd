from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import PutInOrder
from quizzes.kinds.order import Pairs
from tests.quizzes.kinds.asked import RIGHT, asked, drawn, drawn_form, drawn_judged
from tests.quizzes.kinds.writing import fault_of, written

QUESTION = asked("from-click-to-work", PutInOrder)
IN_ORDER = ["way-save", "way-commit", "way-queue", "way-work"]
SHOWN = ["way-work", "way-save", "way-queue", "way-commit"]


def items(*names: str) -> list[dict[str, object]]:
    return [{"id": name, "text": f"The {name}", "why": f"Because of {name}"} for name in names]


def order(*names: str, **fields: object) -> dict[str, object]:
    return written(kind="order", items=items(*names), **fields)


def body(*places: int) -> str:
    return "&".join(f"place-{name}={place}" for name, place in zip(IN_ORDER, places, strict=True))


class TestCredit:
    # The share of right pairs less that of wrong ones, floored: Kendall's tau of 4 items has 7 values.
    @pytest.mark.parametrize(
        ("right", "credit"),
        [(6, 1), (5, Fraction(2, 3)), (4, Fraction(1, 3)), (3, 0), (2, 0), (1, 0), (0, 0)],
    )
    def test_golden(self, right: int, credit: Fraction) -> None:
        assert Pairs(right, 6).credit == credit


class TestGrade:
    @pytest.mark.parametrize(
        ("given_order", "score"),
        [
            (["way-save", "way-commit", "way-queue", "way-work"], 1),
            (["way-save", "way-queue", "way-commit", "way-work"], 2 / 3),
            (["way-work", "way-save", "way-commit", "way-queue"], 0),
            (["way-work", "way-queue", "way-commit", "way-save"], 0),
        ],
    )
    def test_golden(self, given_order: list[str], score: float) -> None:
        assert QUESTION.grade(given_order).score == pytest.approx(score)

    def test_only_the_right_order_is_right(self) -> None:
        right = [list(one) for one in permutations(IN_ORDER) if QUESTION.grade(one).right]

        assert right == [IN_ORDER]

    def test_chance_earns_nothing_on_the_average_before_the_floor(self) -> None:
        orders = list(permutations(range(4)))
        taus = [
            sum(1 if a < b else -1 for i, a in enumerate(one) for b in one[i + 1 :]) / 6 for one in orders
        ]

        assert sum(taus) == pytest.approx(0)

    def test_a_foreseen_swap_gives_its_misconception_away(self) -> None:
        swapped = ["way-save", "way-queue", "way-commit", "way-work"]

        assert QUESTION.grade(swapped).misconceptions == ("saved-before-commit",)
        assert QUESTION.grade(["way-commit", "way-save", "way-queue", "way-work"]).misconceptions == ()


class TestShuffled:
    @given(seed=st.integers())
    def test_is_a_permutation_but_never_the_right_order(self, seed: int) -> None:
        shuffled = QUESTION.shuffled(Random(seed))  # noqa: S311  # an order, not a secret

        assert sorted(shuffled) == sorted(IN_ORDER)
        assert shuffled != IN_ORDER
        assert shuffled == QUESTION.shuffled(Random(seed))  # noqa: S311


class TestForm:
    def test_takes_a_place_for_each(self) -> None:
        form = QUESTION.form(SHOWN, QueryDict(body(2, 1, 4, 3)))

        assert form.is_valid()
        assert form.given() == ["way-commit", "way-save", "way-work", "way-queue"]

    def test_a_place_that_is_missing_is_asked_for_beside_it(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(SHOWN, QueryDict("place-way-save=1")))

        assert page.count("Choose a place for this one.") == 3
        assert page.count('aria-invalid="true"') == 3
        assert '<option value="1" selected>1</option>' in page

    def test_a_place_that_is_taken_twice_is_named_at_both(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(SHOWN, QueryDict(body(2, 2, 3, 4))))

        assert page.count("Place 2 is taken twice.") == 2

    @pytest.mark.parametrize("place", ["0", "5", "one", "-1"])
    def test_a_place_that_is_not_there_is_refused(self, place: str) -> None:
        data = QueryDict(RIGHT["from-click-to-work"].replace("save=1", f"save={place}"))

        assert "Choose a place from 1 to 4." in drawn_form(QUESTION, QUESTION.form(SHOWN, data))

    def test_shows_the_answer_that_stands_in_its_order(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(SHOWN, before=IN_ORDER))

        places = [page.index(f'id="words-{name}"') for name in IN_ORDER]
        assert places == sorted(places)
        assert page.count(" selected") == 4

    def test_nothing_is_chosen_beforehand(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(SHOWN))

        assert page.count('<option value="" selected>') == 4
        assert page.count(" selected") == 4

    def test_says_before_the_answer_how_it_is_scored(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(SHOWN))

        assert "share of pairs in the right order, less the share in the wrong one" in page

    def test_each_button_and_field_is_named_for_its_item(self) -> None:
        page = drawn_form(QUESTION, QUESTION.form(SHOWN))

        assert 'aria-labelledby="up-way-save words-way-save"' in page
        assert 'aria-labelledby="down-way-save words-way-save"' in page
        assert 'aria-labelledby="label-way-save words-way-save"' in page


class TestJudged:
    def test_says_how_the_score_came_about(self) -> None:
        page = drawn_judged(QUESTION, ["way-save", "way-queue", "way-commit", "way-work"])

        assert "5 of 6 pairs stand in the right order, and 1 in the wrong one: (5 − 1)/6 = 67 %" in page

    def test_says_so_where_it_is_nothing(self) -> None:
        assert "(0 − 6)/6 earns nothing" in drawn_judged(QUESTION, IN_ORDER[::-1])

    def test_each_item_says_where_it_was_put_and_why_it_belongs_there(self) -> None:
        page = drawn_judged(QUESTION, ["way-save", "way-queue", "way-commit", "way-work"])

        assert page.count("In its place") == 2
        assert "You put it in place 2" in page
        assert "You put it in place 3" in page
        assert page.count('<p class="why">') == 4 + 1

    def test_a_foreseen_swap_says_why(self) -> None:
        page = drawn_judged(QUESTION, ["way-save", "way-queue", "way-commit", "way-work"])

        assert "A quick worker would look before there is anything to see." in page

    def test_the_right_order_needs_no_reckoning(self) -> None:
        page = drawn_judged(QUESTION, IN_ORDER)

        assert "pairs" not in page
        assert page.count("In its place") == 4

    def test_no_answer_shows_the_right_order(self) -> None:
        page = drawn_judged(QUESTION, [])

        assert "place" not in page.replace("right order", "")
        assert [page.index(item.why.html) for item in QUESTION.items] == sorted(
            page.index(item.why.html) for item in QUESTION.items
        )

    def test_an_item_that_was_not_there_then_had_no_place(self) -> None:
        assert "You gave it no place" in drawn_judged(QUESTION, ["way-save", "gone"])

    def test_the_final_answer_is_the_order(self) -> None:
        page = drawn(QUESTION, "final", question=QUESTION)

        assert page.index("saves") < page.index("commits") < page.index("makes the small")


class TestSchema:
    @pytest.mark.parametrize("name", ["step-1", "way2", "first", "the-last-one", "then-commit"])
    def test_an_id_does_not_tell_the_place(self, name: str) -> None:
        what, way = fault_of(order("a", "b", name))

        assert what.startswith(f"{name} is on the page before the answer")
        assert way == (2, "id")

    def test_an_id_may_hold_such_a_word_within_another(self) -> None:
        PutInOrder.model_validate(order("a", "b", "strengthen"))

    @pytest.mark.parametrize("names", ["ab", "abcdefghi"])
    def test_three_to_eight_items(self, names: str) -> None:
        assert fault_of(order(*names))[1] == ("items",)

    def test_a_swap_names_items(self) -> None:
        swap = {"puts": "c", "before": "d", "misconception": "m", "why": "No"}

        assert fault_of(order("a", "b", "c", wrong=[swap])) == (
            "there is no item d; write one of: a, b, c",
            ("wrong", 0, "before"),
        )

    @pytest.mark.parametrize("puts", ["a", "b"])
    def test_a_swap_is_wrong(self, puts: str) -> None:
        swap = {"puts": puts, "before": "b", "misconception": "m", "why": "No"}

        assert fault_of(order("a", "b", "c", wrong=[swap])) == (
            f"{puts} belongs there; name a wrong order",
            ("wrong", 0, "puts"),
        )
