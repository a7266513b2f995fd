"""What a card of Anki's shows: its note's fields, filled into the two sides of a template."""

import re
from collections.abc import Mapping

from tutorial.exchange.clozes import hidden, shown

_SECTION = re.compile(r"\{\{([#^])([^{}]+)\}\}((?:(?!\{\{[#^]).)*?)\{\{/\2\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_ANSWER_BEGINS = re.compile(r"<hr[^>]*\bid\s*=\s*[\"']?answer\b[^>]*>", re.IGNORECASE)
_ANY_CLOZE = re.compile(r"\{\{[^{}]*\bcloze:")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)

FRONT_SIDE = "FrontSide"


def question_side(template: str, fields: Mapping[str, str], *, number: int) -> str:
    """HTML. `number` is that of the card among those of its note, from 1: the number of its gap."""
    return _Side(fields, number, asks=True).of(template)


def answer_side(template: str, fields: Mapping[str, str], *, number: int) -> str:
    """HTML, without the question where the template repeats it."""
    *_, answer = _ANSWER_BEGINS.split(template)
    return _Side(fields, number, asks=False).of(answer)


def types_the_answer(template: str) -> bool:
    return any("type" in name.split(":")[:-1] for name in _FIELD.findall(template))


def asks_by_gaps(template: str) -> bool:
    return bool(_ANY_CLOZE.search(template))


class _Side:
    def __init__(self, fields: Mapping[str, str], number: int, *, asks: bool) -> None:
        self._fields = fields
        self._number = number
        self._asks = asks

    def of(self, template: str) -> str:
        text, count = _COMMENT.sub("", template), 1
        while count:  # sections lie within one another
            text, count = _SECTION.subn(self._section, text)
        return _FIELD.sub(self._field, text)

    def _section(self, found: re.Match[str]) -> str:
        sign, name, inner = found.groups()
        return inner if bool(self._fields.get(name.strip(), "").strip()) is (sign == "#") else ""

    def _field(self, found: re.Match[str]) -> str:
        *filters, name = (part.strip() for part in found[1].split(":"))
        text = self._fields.get(name, "")
        if name == FRONT_SIDE or ("type" in filters and self._asks):
            return ""
        if "cloze" in filters:
            return hidden(text, self._number) if self._asks else shown(text, self._number)
        return text
