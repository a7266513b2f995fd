"""Code as highlighted HTML."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


def code_lines(code: str) -> tuple[SafeString, ...]:
    """Each line as HTML: escaped, with Pygments' classes and no inline style."""
    markup = highlight(code.strip("\n"), PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n")
    return tuple(mark_safe(line) for line in markup.split("\n"))  # noqa: S308  # Pygments escapes the code


class NamedCode(HtmlFormatter[str]):
    """A block of code whose `<code>` names its language by a class, as HTML recommends: "language-python"."""

    def __init__(self, lang_str: str = "", **options: Any) -> None:
        super().__init__(**options)
        self._language = lang_str

    def _wrap_code(self, source: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        yield 0, f'<code class="{self._language}">'
        yield from source
        yield 0, "</code>"
