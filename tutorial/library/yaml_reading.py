"""YAML text to plain values that know their lines.

The YAML of version 1.2 in essence: only true and false are truth values (a country code `no` and an answer
`yes` stay text), dates stay text, and there are no anchors, aliases, merge keys or tags, which authors of
content do not need and which make small files huge.
"""

import re

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tutorial.library.faults import Report
from tutorial.library.located import Map, Seq, Text


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own protocol

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases (& and *) are not used here; write it out, or put the text in quotes",
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]{1,18}$"), list("-+0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789")
)


def read_yaml(text: str, report: Report, *, first_line: int = 1) -> object:
    """The value in `text`, or None after reporting why there is none. `first_line` is where `text` begins."""
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(first_line + (mark.line if mark else 0), "YAML", _sentence(error))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        report.add(
            first_line + (loader.line if loader else 0), "YAML", f"cannot be read: {error}".splitlines()[0]
        )
    except RecursionError:
        report.add(first_line, "YAML", "is nested too deeply; write flatter lists")
    else:
        if node is not None:
            return _Values(report, first_line).value(node)
        report.add(first_line, "file", "is empty; docs/content.md shows what belongs here")
    return None


def _sentence(error: yaml.MarkedYAMLError) -> str:
    problem = " ".join(filter(None, (error.context, error.problem)))
    return f"cannot be read: {problem}; check the indentation, colons and quotes here"


class _Values:
    def __init__(self, report: Report, first_line: int) -> None:
        self._report = report
        self._first_line = first_line

    def value(self, node: Node) -> object:
        if isinstance(node, MappingNode):
            return self._map(node)
        if isinstance(node, SequenceNode):
            return self._seq(node)
        assert isinstance(node, ScalarNode)
        return self._scalar(node)

    def _line(self, node: Node) -> int:
        return self._first_line + int(node.start_mark.line)

    def _map(self, node: MappingNode) -> Map:
        found = Map(self._line(node))
        for key_node, value_node in node.value:
            key, line = str(key_node.value), self._line(key_node)
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

    def _scalar(self, node: ScalarNode) -> object:
        match node.tag.rpartition(":")[2]:
            case "null":
                return None
            case "bool":
                return node.value == "true"
            case "int":
                return int(node.value)
            case "float":
                return float(node.value)
            case "str":
                return self._text(node)
        self._report.add(self._line(node), "tag", f"{node.tag} is not used here; leave it away")
        return None

    def _text(self, node: ScalarNode) -> Text:
        line = self._line(node)
        return Text.at(node.value, line, first=line + (node.style in ("|", ">")), file=self._report.file)
