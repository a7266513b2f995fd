"""What is ahead: how many cards fall due on each of the next days."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

DAYS = 14


@dataclass(frozen=True, slots=True)
class Day:
    """`share` is its part of the fullest day (0 if all are empty), `x` its column's middle; in percent."""

    date: date
    cards: int
    share: float
    x: float

    @property
    def top(self) -> float:
        """Where its bar begins, from above, in percent."""
        return 100 - self.share


def forecast(due: Iterable[datetime], now: datetime, days: int = DAYS) -> tuple[Day, ...]:
    """The next `days` days, today first. Whatever fell due before counts for today.

    A day begins at midnight in the site's time zone.
    """
    today = timezone.localdate(now)
    counts = Counter(max(timezone.localdate(time), today) for time in due)
    dates = [today + timedelta(days=ahead) for ahead in range(days)]
    fullest = max(counts[date] for date in dates)
    return tuple(
        Day(date, counts[date], 100 * counts[date] / fullest if fullest else 0, 100 * (place + 0.5) / days)
        for place, date in enumerate(dates)
    )
