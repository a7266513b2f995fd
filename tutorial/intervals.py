"""Spans of time in plain words."""

from datetime import timedelta

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst

MINUTES_AN_HOUR = 60
HOURS_A_DAY = 24
DAYS_A_MONTH = 30.44
DAYS_A_YEAR = 365.25
DAYS_SAID_AS_DAYS = 60
MONTHS_SAID_AS_MONTHS = 24


def in_words(span: timedelta) -> str:
    """How long until then, rounded to what a person would say: "10 min", "3 hours", "2 days", "5 months"."""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < MINUTES_AN_HOUR:
        return f"{minutes} min"
    hours = round(minutes / MINUTES_AN_HOUR)
    if hours < HOURS_A_DAY:
        return _counted(hours, "hour")
    days = round(span.total_seconds() / 86_400)
    if days < DAYS_SAID_AS_DAYS:
        return _counted(days, "day")
    months = round(days / DAYS_A_MONTH)
    if months < MONTHS_SAID_AS_MONTHS:
        return _counted(months, "month")
    return _counted(round(days / DAYS_A_YEAR), "year")


def session_in_words(cards: int, span: timedelta) -> str:
    """A headline for what was done: "Five cards in six minutes", "12 cards in under a minute"."""
    minutes = round(span.total_seconds() / 60)
    took = f"{apnumber(minutes)} minute{'' if minutes == 1 else 's'}" if minutes else "under a minute"
    return capfirst(f"{apnumber(cards)} card{'' if cards == 1 else 's'} in {took}")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
