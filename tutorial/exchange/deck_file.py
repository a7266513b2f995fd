"""A deck as the text of its file."""

from collections.abc import Iterable
from textwrap import indent
from typing import Any

import yaml

from tutorial.decks import Card

_WIDTH = 100
_STRING = "tag:yaml.org,2002:str"


def deck_yaml(*, deck: str, title: str, cards: Iterable[Card]) -> str:
    """YAML as an author would write it: short lists in one line, text of several lines as a block."""
    head = _dumped({"id": deck, "title": title})
    return f"{head}cards:\n" + "\n".join(indent(_dumped([_plain(card)]), "  ") for card in cards)


def _plain(card: Card) -> dict[str, Any]:
    fields: dict[str, Any] = card.model_dump(mode="json")
    return {**fields, "concepts": _InOneLine(fields["concepts"])}


class _InOneLine(list[str]):
    """A list that is written between brackets."""


class _Dumper(yaml.SafeDumper):
    """Long texts as blocks, those of several lines as they stand."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if text != text.rstrip():  # a block that ends in empty lines would end the document, too
        return dumper.represent_scalar(_STRING, text, style='"')
    style = "|" if "\n" in text else ">" if len(text) > _WIDTH - len("    question: ") else None
    return dumper.represent_scalar(_STRING, text, style=style)


def _in_one_line(dumper: yaml.SafeDumper, entries: _InOneLine) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", entries, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_InOneLine, _in_one_line)


def _dumped(value: object) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
