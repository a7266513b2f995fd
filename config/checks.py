"""What keeps the site from starting."""

from collections.abc import Sequence

from django.core.checks import run_checks


def problems(tags: Sequence[str] | None = None) -> list[str]:
    """The errors of `manage.py check`, of these tags only if there are any; warnings do not count."""
    return [str(found) for found in run_checks(tags=tags) if found.is_serious() and not found.is_silenced()]
