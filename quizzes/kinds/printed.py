"""What a program prints, line by line, beside what somebody thinks that it prints."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

Lines = tuple[str, ...]

EMPTY_LINES_FIRST = re.compile(r"\A(?:[^\S\n]*\n)+")
AFTER_A_COMMA = re.compile(r",\s*")


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of the output beside the one that was predicted for it; None where one of them has none."""

    printed: str | None
    predicted: str | None
    same: bool

    @property
    def only_capitals(self) -> bool:
        """The two differ, and in nothing but capital letters."""
        if self.same or self.printed is None or self.predicted is None:
            return False
        return small((self.printed,)) == small((self.predicted,))


def lines_of(text: str) -> Lines:
    """The lines without blanks at their ends, and without empty lines before the first and after the last."""
    unix = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    body = EMPTY_LINES_FIRST.sub("", unix).rstrip()
    return tuple(line.rstrip() for line in body.split("\n")) if body else ()


def unspaced(lines: Sequence[str]) -> Lines:
    """The lines without any blank."""
    return tuple("".join(line.split()) for line in lines)


def small(lines: Sequence[str]) -> Lines:
    """The lines without any blank, in small letters."""
    return tuple(line.casefold() for line in unspaced(lines))


def with_blanks_after_commas(lines: Sequence[str]) -> Lines:
    """The lines with one blank after each comma, as Python prints its lists."""
    return tuple(AFTER_A_COMMA.sub(", ", line).rstrip() for line in lines)


def side_by_side(printed: Lines, predicted: Lines) -> Iterator[LinePair]:
    """Equal lines beside each other, so that one line too many does not make all after it differ.

    Blanks do not part two lines, unless they are all that parts the two texts.
    """
    sides = unspaced(printed), unspaced(predicted)
    if sides[0] == sides[1]:
        sides = printed, predicted
    for tag, a, b, c, d in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        yield from (
            LinePair(*pair, same=tag == "equal") for pair in zip_longest(printed[a:b], predicted[c:d])
        )
