"""How the pages of an exam say its time."""

from django import template

register = template.Library()


@register.filter
def as_clock(seconds: int) -> str:
    """Minutes and seconds: "12:05"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"
