"""A side of a foreign card as Markdown that this site accepts. No word is lost on the way."""

import html
import re
from collections.abc import Callable
from enum import Enum, auto

import nh3
from pydantic import TypeAdapter, ValidationError

from tutorial.exchange.html_scan import losses_in, without_sounds
from tutorial.exchange.html_to_markdown import escaped, line, prose
from tutorial.exchange.report import ImportReport, Loss
from tutorial.library import Line, Prose
from tutorial.library.markup import line_markup, plain_text, prose_markup
from tutorial.library.text_file import UNPRINTABLE

_ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "code": {"class"},
    "ol": {"start"},
    "td": {"align", "colspan"},
    "th": {"align", "colspan"},
}
_TAGS = (nh3.ALLOWED_TAGS | {"h1", "h2", "h5", "h6"}) - {"img", "span"}
LONGEST = 10_000  # characters of a side, as HTML or as Markdown: several screens
# Python-Markdown looks for the end of each bracket as far as the text goes: so many steps take half a second
_MOST_STEPS = 1_000_000
_NOT_WORDS = re.compile(r"[\s\"'“”‘’`]")  # spaces, and quotation marks, which are printed curly


class Written(Enum):
    """How a foreign text is to be read."""

    HTML = auto()
    MARKDOWN = auto()
    PLAIN = auto()


def question(text: str, written: Written, report: ImportReport, *, card: str) -> str:
    """A line, or "" if there are no words. `card` says in the report which card it is about."""
    one_line = " ".join(text.split())
    if written is Written.MARKDOWN and _is_accepted(Line, one_line):
        if "\n\n" in text.strip():
            report.note(Loss.LAYOUT, card)
        return one_line
    markup = _cleaned(_as_html(text, written, line_markup), report, card)
    if "\n" in _converted(prose, markup).replace("<br>\n", ""):
        report.note(Loss.LAYOUT, card)
    return _checked(Line, _converted(line, markup), markup, report, card)


def answer(text: str, written: Written, report: ImportReport, *, card: str) -> str:
    """Prose, or "" if there are no words."""
    if written is Written.MARKDOWN and _is_accepted(Prose, text):
        return text.strip()
    markup = _cleaned(_as_html(text, written, prose_markup), report, card)
    return _checked(Prose, _converted(prose, markup), markup, report, card)


def printable(text: str) -> str:
    """With plain line ends, and without the characters that no content file may hold."""
    lines = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text)
    return UNPRINTABLE.sub("", lines).replace("\ufeff", "")


def words_of(markup: str) -> str:
    """For people: to name a card in the report."""
    return plain_text(nh3.clean(markup, tags={"p", "li", "br", "td", "pre"}))


def _as_html(text: str, written: Written, render: Callable[[str], str]) -> str:
    if written is Written.HTML:
        return text
    if written is Written.MARKDOWN and _is_bounded(text):
        try:
            return render(text)
        except RecursionError:  # lists within lists within lists; what is said is said as it stands
            pass
    return html.escape(text.strip()).replace("\n", "<br>")


def _cleaned(markup: str, report: ImportReport, card: str) -> str:
    for loss in losses_in(markup):
        report.note(loss, card)
    cleaned = nh3.clean(
        without_sounds(markup), tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_relative="deny"
    )
    if len(cleaned) <= LONGEST:
        return cleaned
    report.note(Loss.LONG, card)
    return ""


def _converted(convert: Callable[[str], str], markup: str) -> str:
    """Markdown, or "" for tags that lie too deep within one another."""
    try:
        return convert(markup)
    except RecursionError:
        return ""


def _checked(kind: type[Line | Prose], made: str, markup: str, report: ImportReport, card: str) -> str:
    """What was made, if the site accepts it and it says the same words; else the words alone."""
    said = plain_text(markup)
    if not said:
        return ""
    if _is_accepted(kind, made) and _letters(kind(made).text) == _letters(said):
        return made
    report.note(Loss.PLAIN, card)
    return escaped(said)


def _is_accepted(kind: type[Line | Prose], text: str) -> bool:
    if not _is_bounded(text):
        return False
    try:
        TypeAdapter(kind).validate_python(text)
    except (ValidationError, RecursionError):
        return False
    return True


def _is_bounded(markdown: str) -> bool:
    """Whether it is soon rendered."""
    return len(markdown) <= LONGEST and markdown.count("[") * len(markdown) <= _MOST_STEPS


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", text)
