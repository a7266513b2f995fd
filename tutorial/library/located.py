"""Plain values that remember the line they were written on."""

from collections.abc import Sequence


class Text(str):
    """A string; `first` is the line of its first words, which a YAML block puts below the key."""

    line: int
    first: int
    file: str

    @classmethod
    def at(cls, value: str, line: int, *, first: int | None = None, file: str = "") -> "Text":
        text = cls(value)
        text.line = line
        text.first = line if first is None else first
        text.file = file
        return text


class Map(dict[str, object]):
    """A mapping; `lines` holds the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def put(self, key: str, value: object, line: int) -> None:
        self[key] = value
        self.lines[key] = line


class Seq(list[object]):
    """A list; `lines` holds the line of each entry."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []

    def put(self, value: object, line: int) -> None:
        self.append(value)
        self.lines.append(line)


def line_of(data: object, path: Sequence[str | int], *, below: int = 0) -> int:
    """The line of the value that `path` leads to, or of the last part of the way that exists."""
    line = data.line if isinstance(data, Map | Seq | Text) else 1
    for step in path:
        if isinstance(data, Map) and step in data:
            line, data = data.lines[str(step)], data[str(step)]
        elif isinstance(data, Seq) and isinstance(step, int) and step < len(data):
            line, data = data.lines[step], data[step]
    if below and isinstance(data, Text):
        return data.first + below
    return line
