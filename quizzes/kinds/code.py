"""Python code in a question, as highlighted lines."""

from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer


def code_lines(code: str) -> tuple[SafeString, ...]:
    """Each line as HTML: escaped, with Pygments' classes and no inline style."""
    markup = highlight(code.strip("\n"), PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n")
    return tuple(mark_safe(line) for line in markup.split("\n"))  # noqa: S308  # Pygments escapes the code
