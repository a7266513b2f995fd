"""`{{ span.ms|duration }}`: a measured time by the site's one rule for figures."""

from django import template

from demos.durations import Duration

register = template.Library()


@register.filter
def duration(ms: float) -> Duration:
    """Milliseconds as a Duration: prints as "38 ms" or "2.41 s"; has `.number`, `.unit` and `.spoken`."""
    return Duration(ms)
