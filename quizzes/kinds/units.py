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


def _forms(unit: str) -> frozenset[str]:
    """All ways to write a unit, itself among them."""
    short = next((forms for forms in SHORT_FORMS if unit.lower() in forms), ())
    several = unit if unit.endswith("s") else f"{unit}s"
    return frozenset({unit, several, several[:-1], *short} - {""})
