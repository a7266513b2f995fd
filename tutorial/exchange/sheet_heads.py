"""What the top of a table says about its columns: Anki's head lines, and a row of names.

https://docs.ankiweb.net/importing/text-files.html#file-headers
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

from tutorial.exchange.anki_ids import NOTE_TYPE_NAME
from tutorial.exchange.sides import Written

_HEAD_LINE = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|(?:notetype|deck|tags|guid) column):(.*)", re.IGNORECASE
)
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_LIKELY = ("\t", ",", ";", "|")
_ROWS_LOOKED_AT = 50
_OURS = ("question", "answer", "source", "read")  # as `anki_ids.FIELDS`

# The names by which other programs call what we call by the key
_NAMES = {
    "question": {"question", "front", "term", "prompt"},
    "answer": {"answer", "back", "definition", "response"},
    "id": {"id"},
    "level": {"level"},
    "concepts": {"concepts", "concept"},
    "read": {"read", "paragraph"},
    "guid": {"guid"},
    "tags": {"tags"},
    "deck": {"deck"},
}


@dataclass(frozen=True, slots=True)
class Heads:
    """Anki's head lines, by their names in small letters, and the text below them."""

    below: str
    lines: dict[str, str] = field(default_factory=dict)

    @property
    def written(self) -> Written:
        """Markdown, unless a head line says that it is HTML, or that it is not."""
        said = self.lines.get("html", "").strip().lower()
        return {"true": Written.HTML, "false": Written.PLAIN}.get(said, Written.MARKDOWN)

    def separator(self, *, is_tsv: bool) -> str:
        said = self.lines.get("separator", "")
        named = _SEPARATORS.get(said.strip().lower(), said[:1])
        return named or ("\t" if is_tsv else _likely_separator(self.below))

    def columns(self, width: int) -> list[str]:
        """What each column holds if there is no row of names: ours, or "" for what we have no place for."""
        if "columns" in self.lines:
            (row,) = csv.reader([self.lines["columns"]], delimiter=self.separator(is_tsv=True))
            return [our_name(name) for name in row]
        columns = [""] * max(width, 2)
        for name in ("guid", "tags", "deck", "notetype"):
            place = self.lines.get(f"{name} column", "").strip()
            if place.isdecimal() and 0 < int(place) <= len(columns):
                columns[int(place) - 1] = name
        free = [number for number, name in enumerate(columns) if not name]
        is_ours = self.lines.get("notetype", "").strip() == NOTE_TYPE_NAME
        names = _OURS if is_ours else ("question", "answer")
        for number, name in zip(free, names, strict=False):
            columns[number] = name
        return columns


def split_heads(text: str) -> Heads:
    """Anki's head lines stand above everything else, one below the other."""
    lines: dict[str, str] = {}
    while found := _HEAD_LINE.match(text):
        head, _, rest = text.partition("\n")
        lines[found[1].lower()] = head.partition(":")[2]
        text = rest
    return Heads(text, lines)


def our_name(name: str) -> str:
    """What a column of this name holds, or ""."""
    plain = name.strip().lower()
    return next((ours for ours, names in _NAMES.items() if plain in names), "")


def is_row_of_names(row: Sequence[str]) -> bool:
    return {"question", "answer"} <= set(map(our_name, row))


def _likely_separator(text: str) -> str:
    """The sign that parts most of the first rows into the same number of cells, at least two."""
    return max(_LIKELY, key=lambda sign: [_rows_of_one_width(text, sign, strict) for strict in (True, False)])


def _rows_of_one_width(text: str, separator: str, strict: bool) -> int:  # as in csv
    try:
        lines = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
        rows = list(islice(lines, _ROWS_LOOKED_AT))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)
