"""Anki's gaps to fill, `{{c1::the words::a hint}}`: each number is a card that hides the words of its own."""

import re
from collections.abc import Callable

# The innermost gap: no other begins within it
_GAP = re.compile(
    r"\{\{c(?P<numbers>[\d,]+)::(?P<words>(?:(?!\{\{c\d|::|\}\}).)*)(?:::(?P<hint>(?:(?!\}\}).)*))?\}\}",
    re.DOTALL,
)
_BEGUN = re.compile(r"\{\{c[\d,]+::")


def is_readable(text: str) -> bool:
    """Whether every gap that begins also ends."""
    return not _BEGUN.search(shown(text, 0))


def hidden(text: str, number: int) -> str:
    """The question: the gaps of this number as an ellipsis or their hint, the others filled."""
    return _filled(text, number, lambda words, hint: f"… ({hint})" if hint else "…")


def shown(text: str, number: int) -> str:
    """The answer: all gaps filled, those of this number in bold."""
    return _filled(text, number, lambda words, hint: f"<b>{words}</b>")


def _filled(text: str, number: int, asked: Callable[[str, str], str]) -> str:
    def fill(gap: re.Match[str]) -> str:
        numbers = {int(one) for one in gap["numbers"].split(",") if one}
        return asked(gap["words"], gap["hint"] or "") if number in numbers else gap["words"]

    count = 1
    while count:
        text, count = _GAP.subn(fill, text)
    return text
