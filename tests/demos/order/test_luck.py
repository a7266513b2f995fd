"""Chance that repeats itself."""

from hypothesis import given
from hypothesis import strategies as st

from demos.order.luck import LEAST_LUCK, MOST_LUCK, Fate, fate_of

LUCK = st.integers(LEAST_LUCK, MOST_LUCK)
NUMBER = st.integers(1, 12)


def test_a_link_shared_last_year_still_fails_the_same_tries() -> None:
    assert [fate_of(17, number, 50) for number in range(1, 5)] == [
        Fate.UNREACHABLE,
        Fate.REPLY_LOST,
        Fate.REPLIES,
        Fate.REPLIES,
    ]


@given(LUCK, NUMBER)
def test_nothing_fails_at_0_percent_and_everything_at_100(luck: int, number: int) -> None:
    assert fate_of(luck, number, 0) is Fate.REPLIES
    assert fate_of(luck, number, 100) is not Fate.REPLIES


@given(LUCK, NUMBER, st.integers(0, 100), st.integers(0, 100))
def test_what_fails_at_a_low_rate_fails_likewise_at_a_higher_one(
    luck: int, number: int, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    if fate_of(luck, number, low) is not Fate.REPLIES:
        assert fate_of(luck, number, high) is fate_of(luck, number, low)


def test_over_all_luck_the_rate_is_the_stated_one_and_half_of_it_are_lost_replies() -> None:
    fates = [fate_of(luck, number, 50) for luck in range(LEAST_LUCK, MOST_LUCK + 1) for number in range(1, 5)]
    failed = [fate for fate in fates if fate is not Fate.REPLIES]
    assert abs(len(failed) / len(fates) - 0.5) < 0.03
    assert abs(failed.count(Fate.REPLY_LOST) / len(failed) - 0.5) < 0.03
