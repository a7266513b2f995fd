"""Numbers as people write them, read without rounding."""

import re
from decimal import Decimal

from quizzes.kinds.units import is_counted, without_unit

MINUS = str.maketrans("−–", "--")
FIGURE = re.compile(r"[-+]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:e[-+]?[0-9]{1,3})?", re.IGNORECASE)
COMMA_BEFORE_THREE = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")  # 1,000: a thousand, or one?
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[\s.,'’_][0-9]{3})+(?:[.,][0-9]*)?")

NOT_A_FIGURE = "That is not a number. Write it in digits, as in 8, 0.5 or 1.5e3."
NOT_IN_THIS_UNIT = "Write it in {unit}, in digits, as in 8 or 0.5. Other units are not converted."
NOT_A_COUNT = "Write how many {unit}, in digits, as in 8."
NO_SEPARATOR = "Write the number without a separator for thousands, as in 1000."
WHICH = (
    "{typed} could be {thousands} or {decimal}. "
    "Write thousands without a separator, and decimals with a point."
)


class FigureError(ValueError):
    """The text is no number that can be read in one way only. The message is for who typed it."""


def read_figure(typed: str, unit: str = "") -> Decimal:
    """The number in `typed`, with a decimal point or comma, and with or without the unit after it.

    The unit may be written short (see quizzes.kinds.units). No other unit is converted into it.
    """
    text = without_unit(typed.strip(), unit).translate(MINUS)
    if COMMA_BEFORE_THREE.fullmatch(text):
        raise FigureError(
            WHICH.format(typed=text, thousands=text.replace(",", ""), decimal=text.replace(",", "."))
        )
    if FIGURE.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if GROUPED.fullmatch(text):
        raise FigureError(NO_SEPARATOR)
    if not unit:
        raise FigureError(NOT_A_FIGURE)
    raise FigureError((NOT_A_COUNT if is_counted(unit) else NOT_IN_THIS_UNIT).format(unit=unit))


def plain(figure: Decimal) -> str:
    """In digits, without an exponent and without zeros at its end."""
    return f"{figure.normalize():f}"
