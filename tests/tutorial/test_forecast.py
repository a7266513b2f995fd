from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tutorial.forecast import DAYS, forecast

NOW = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def counts(*due: datetime) -> list[int]:
    return [day.cards for day in forecast(due, NOW)]


def test_says_each_of_the_next_days_today_first() -> None:
    days = forecast([NOW + DAY, NOW + DAY, NOW + 3 * DAY], NOW)
    assert [day.date for day in days] == [date(2026, 3, 2) + place * DAY for place in range(DAYS)]
    assert [day.cards for day in days] == [0, 2, 0, 1, *[0] * 10]


def test_what_fell_due_before_counts_for_today() -> None:
    assert counts(NOW - 90 * DAY, NOW - timedelta(seconds=1), NOW)[:2] == [3, 0]


def test_a_day_begins_at_midnight() -> None:
    assert counts(NOW + timedelta(minutes=29))[:2] == [1, 0]
    assert counts(NOW + timedelta(minutes=30))[:2] == [0, 1]


def test_by_the_time_zone_of_the_site() -> None:
    with timezone.override("Asia/Kathmandu"):  # 05:15 on the third
        assert forecast([], NOW)[0].date == date(2026, 3, 3)


def test_what_comes_later_is_not_counted() -> None:
    assert sum(counts(NOW + 13 * DAY, NOW + 14 * DAY)) == 1


def test_bars_are_measured_by_the_fullest_day() -> None:
    days = forecast([NOW, NOW, NOW, NOW, NOW + DAY], NOW)
    assert [(day.share, day.top) for day in days[:3]] == [(100, 0), (25, 75), (0, 100)]
    assert [day.x for day in days[:2]] == [pytest.approx(50 / 14), pytest.approx(150 / 14)]


def test_nothing_ahead() -> None:
    assert all(day.share == 0 for day in forecast([], NOW))
