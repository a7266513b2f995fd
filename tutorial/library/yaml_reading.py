"""YAML text to plain values that know their lines.

The YAML of version 1.2 in essence: only true and false are truth values (an answer `yes` stays text), dates
stay text, and there are no anchors, aliases, merge keys or tags, which authors do not need and which can make
a small file huge.
"""

import re
from typing import NoReturn

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tutorial.library.faults import Report
from tutorial.library.located import Map, Seq, Text
from tutorial.library.text_file import UNPRINTABLE

DEEPEST = 30
_TAG = "tag:yaml.org,2002:"
_DIGITS = list("-+0123456789")


class _Loader(yaml.SafeLoader):
    """Composes nodes only: no Python object is ever made from a tag."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own
    _depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None):
            self._refuse("anchors and aliases (& and *) are not used here")
        if getattr(event, "tag", None):
            self._refuse("tags (!) are not used here")
        if self._depth > DEEPEST:
            self._refuse("lists within lists go too deep")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _refuse(self, problem: str) -> NoReturn:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"^[-+]?[0-9]{1,18}$"), _DIGITS)
_Loader.add_implicit_resolver(f"{_TAG}float", re.compile(r"^[-+]?[0-9]{1,18}\.[0-9]{1,18}$"), _DIGITS)


def read_yaml(text: str, report: Report, *, first_line: int = 1) -> object:
    """The value in `text`, or None after reporting why there is none. `first_line` is where `text` begins."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        problem = " ".join(filter(None, (error.context, error.problem)))
        report.add(line, "YAML", f"{problem}; check the indentation, colons and quotes here")
        return None
    except (ValueError, OverflowError):  # PyYAML hands the number after \U to chr() unseen
        line = first_line + loader.line
        report.add(line, "YAML", "there is no character of this number; write the character itself")
        return None
    if node is None or node.tag == f"{_TAG}null":
        report.add(first_line, "file", "is empty; docs/content.md shows what belongs here")
        return None
    return _Values(report, first_line).value(node)


class _Values:
    def __init__(self, report: Report, first_line: int) -> None:
        self._report = report
        self._first_line = first_line

    def value(self, node: Node) -> object:
        if isinstance(node, MappingNode):
            return self._map(node)
        if isinstance(node, SequenceNode):
            return self._seq(node)
        return self._scalar(node)

    def _line(self, node: Node) -> int:
        return self._first_line + int(node.start_mark.line)

    def _map(self, node: MappingNode) -> Map:
        found = Map(self._line(node))
        for key_node, value_node in node.value:
            key, line = self._words(key_node), self._line(key_node)
            if not isinstance(key_node, ScalarNode):
                self._report.add(line, "key", "is a list or a mapping; write a word and a colon")
            elif key in found:
                self._report.add(line, key, f"is already on line {found.lines[key]}; keep one of the two")
            else:
                found.put(key, self.value(value_node), line)
        return found

    def _seq(self, node: SequenceNode) -> Seq:
        found = Seq(self._line(node))
        for entry in node.value:
            found.put(self.value(entry), self._line(entry))
        return found

    def _scalar(self, node: Node) -> object:
        match node.tag.removeprefix(_TAG):
            case "null":
                return None
            case "bool":
                return str(node.value) == "true"
            case "int":
                return int(node.value)
            case "float":
                return float(node.value)
        return self._text(node)

    def _text(self, node: Node) -> Text:
        line, is_block = self._line(node), getattr(node, "style", None) in {"|", ">"}
        return Text.at(self._words(node), line, first=line + is_block, file=self._report.file)

    def _words(self, node: Node) -> str:
        words = str(node.value)
        if UNPRINTABLE.search(words):  # written as an escape, else the file would not have been read
            self._report.add(
                self._line(node), "text", "holds an escape of an unprintable character; delete it"
            )
        return UNPRINTABLE.sub("", words)
