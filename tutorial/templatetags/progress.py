"""How the concept map says when."""

from datetime import datetime, timedelta

from django import template

from tutorial.intervals import in_words

register = template.Library()

JUST_NOW = timedelta(minutes=1)


@register.filter
def ago(at: datetime, now: datetime) -> str:
    """How long before `now`: "just now", "5 min ago", "2 days ago"."""
    span = now - at
    return "just now" if span < JUST_NOW else f"{in_words(span)} ago"


@register.filter
def ahead(at: datetime, now: datetime) -> str:
    """How long after `now`: "now", "in 10 min", "in 2 days"."""
    return "now" if at <= now else f"in {in_words(at - now)}"
