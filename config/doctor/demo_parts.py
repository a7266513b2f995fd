"""The small servers that only the demos need: while one is away the rest of the site goes on."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.module_loading import import_string

from config.doctor.diagnosis import Diagnosis, ok, warn

# By its name in settings.READINESS: what it is, and what it is needed for.
PARTS = {
    "mail": ("mail sink", "the letters of uploads and sign-ups"),
    "stage": ("stage", "load tests"),
    "valve": ("valve", "demos in which the queue is away"),
}


def demo_parts() -> Iterator[Diagnosis]:
    """Whether each answers this host, asked as /readyz asks."""
    for part, (name, purpose) in PARTS.items():
        if part not in settings.READINESS:
            yield ok(name, f"None is set up for this host; {purpose} do without.")
        elif import_string(settings.READINESS[part])():
            yield ok(name, "It answers.")
        else:
            yield warn(
                name, f"It does not answer; {purpose} need it.", f"Start the {name}, or mend its address."
            )
