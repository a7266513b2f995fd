"""Percentiles by nearest rank, held against published values."""

import pytest

from demos.ranks import nearest_rank, rank_of


class TestNearestRank:
    @pytest.mark.parametrize(
        ("share", "value"),
        # Of 15, 20, 35, 40, 50: en.wikipedia.org/wiki/Percentile, "The nearest-rank method", example 1.
        [(0.05, 15), (0.3, 20), (0.4, 20), (0.5, 35), (1.0, 50)],
    )
    def test_published_values(self, share: float, value: int) -> None:
        assert nearest_rank([15, 20, 35, 40, 50], share) == value

    def test_of_ten_it_is_one_of_them(self) -> None:
        assert nearest_rank(range(1, 11), 0.5) == 5

    def test_of_one(self) -> None:
        assert nearest_rank([7], 0.5) == 7


def test_a_share_that_floats_cannot_hold_reaches_its_own_place() -> None:
    assert rank_of(0.07, 100) == 7
