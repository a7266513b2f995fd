import pytest
from hypothesis import given
from hypothesis import strategies as some

from tutorial.concept_map.strength import Strength, strength

CHANCES = some.lists(some.none() | some.floats(0, 1))


class TestStrength:
    def test_without_a_question_there_is_no_figure(self) -> None:
        assert strength(recalls=[], answers=[]) is None

    @pytest.mark.parametrize(
        ("recalls", "answers", "held", "missed"),
        [
            ([0.9, 0.7], [], 0.8, 0.0),
            ([], [1, 1, 0], 2 / 3, 1 / 3),
            ([], [1, 0.5], 0.75, 0.25),
            ([0.9, 0.7], [1, 0], 0.65, 0.25),
            ([0.9, None], [], 0.45, 0.5),  # a forgotten card counts nothing
            ([None], [0], 0.0, 1.0),
        ],
    )
    def test_it_is_the_mean_of_both_shares(
        self, recalls: list[float | None], answers: list[float], held: float, missed: float
    ) -> None:
        found = strength(recalls=recalls, answers=answers)
        assert found is not None
        assert (found.held, found.missed) == pytest.approx((held, missed))

    @given(CHANCES, some.lists(some.floats(0, 1)))
    def test_ink_and_hatching_never_fill_more_than_the_bar(
        self, recalls: list[float | None], answers: list[float]
    ) -> None:
        found = strength(recalls=recalls, answers=answers)
        if found:
            assert 0 <= found.percent <= found.percent + found.missed_percent <= 100

    def test_halves_that_are_both_rounded_up_fit_as_well(self) -> None:
        found = Strength(0.335, 0.665)
        assert found.percent + found.missed_percent == 100
