"""A number's unit, as people write it after the number. Units are taken off, never converted."""

import re

SHORT_FORMS = (
    ("ms", "msec", "msecs", "millisecond", "milliseconds"),
    ("s", "sec", "secs", "second", "seconds"),
    ("min", "mins", "minute", "minutes"),
    ("h", "hr", "hrs", "hour", "hours"),
)


def without_unit(text: str, unit: str) -> str:
    """The text without this unit at its end: in full, in a common short form, as one or as several."""
    if not unit:
        return text
    forms = "|".join(re.escape(form) for form in sorted(_forms(unit), key=len, reverse=True))
    return re.sub(rf"\s*(?:{forms})\.?\Z", "", text, flags=re.IGNORECASE)


def is_counted(unit: str) -> bool:
    """Whether it is a plain word for several things, such as workers, and none of the measures known here."""
    return unit.isalpha() and unit.endswith("s") and not _short_forms(unit)


def _forms(unit: str) -> frozenset[str]:
    """All ways to write a unit, itself among them."""
    several = unit if unit.endswith("s") else f"{unit}s"
    return frozenset({unit, several, several[:-1], *_short_forms(unit)} - {""})


def _short_forms(unit: str) -> tuple[str, ...]:
    return next((forms for forms in SHORT_FORMS if unit.lower() in forms), ())
