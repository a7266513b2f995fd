"""The code panel: two functions as they stand in the running source, and where they differ."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from textwrap import dedent
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


@dataclass(frozen=True)
class CodeLine:
    """One line, without its newline, also as HTML, its words marked by classes. `differs`: the other function
    says something else here.
    """

    text: str
    html: SafeString
    differs: bool


@dataclass(frozen=True)
class Code:
    """A function's source: `file` from the project's root, `line` where it begins there, its lines."""

    file: str
    line: int
    lines: tuple[CodeLine, ...]


@cache
def side_by_side(one: Callable[..., Any], other: Callable[..., Any]) -> tuple[Code, Code]:
    """Both functions, compared line by line; not the heads, whose names differ anyway."""
    (file, line, left), (other_file, other_line, right) = _source(one), _source(other)
    differs = _differences(left, right)
    return (
        Code(file, line, _lines(left, differs)),
        Code(other_file, other_line, _lines(right, differs)),
    )


def _source(function: Callable[..., Any]) -> tuple[str, int, list[str]]:
    function = inspect.unwrap(function)
    lines, first = inspect.getsourcelines(function)
    path = Path(inspect.getfile(function)).relative_to(settings.BASE_DIR)
    return path.as_posix(), first, dedent("".join(lines)).splitlines()  # a method stands like a function


def _differences(left: list[str], right: list[str]) -> list[bool]:
    head = _head(left)
    pairs = enumerate(zip_longest(left, right))
    return [number >= head and one != other for number, (one, other) in pairs]


def _head(lines: list[str]) -> int:
    """How many lines the decorators and the `def` take."""
    return next(number for number, line in enumerate(lines, start=1) if line.startswith("def "))


def _lines(lines: list[str], differs: list[bool]) -> tuple[CodeLine, ...]:
    # `differs` is as long as the longer one of the two functions.
    return tuple(map(CodeLine, lines, _coloured(lines), differs))


def _coloured(lines: list[str]) -> list[SafeString]:
    html = highlight("\n".join(lines), PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    return [mark_safe(line) for line in html.rstrip("\n").split("\n")]  # noqa: S308  Pygments escapes what it marks
