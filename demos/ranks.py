"""Percentiles by nearest rank: always a value that was measured, never one between two. Pure.

Of n values in order it is the one in place ⌈share·n⌉ (R. J. Hyndman, Y. Fan, "Sample quantiles in statistical
packages", 1996, definition 1).
"""

from collections.abc import Sequence
from math import ceil
from typing import TypeVar

T = TypeVar("T")


def rank_of(share: float, count: int) -> int:
    """The place, from 1, among `count` values in order, that `share` (above 0, at most 1) of them reach."""
    return max(1, ceil(round(share * count, 9)))  # 0.07 * 100 is a little more than 7


def nearest_rank(ranked: Sequence[T], share: float) -> T:
    """Of values in order, the one that `share` (above 0, at most 1) of them do not exceed."""
    return ranked[rank_of(share, len(ranked)) - 1]
