"""Markdown to HTML that is safe to print.

Two walls: `unsafe` tells an author what may not be written here; `clean` prints only what is allowed,
whatever the first wall thought.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import markdown
import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown.blockprocessors import BlockProcessor, EmptyBlockProcessor, ParagraphProcessor
from markdown.util import Registry

from tutorial.library.code import NamedCode

_TAGS = frozenset(
    """a abbr b blockquote br code dd del div dl dt em h3 h4 hr i img ins kbd li mark ol p pre q s samp span
    strong sub sup table tbody td th thead tr ul var""".split()  # noqa: SIM905  # readable as it is
)
_ATTRIBUTES = {
    "*": {"class", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
# Code may be wider than the page: whoever has no mouse scrolls it by keys, which takes a focus and a name.
_CODE, _REACHABLE_CODE = re.compile(r"<pre(?=[ >])"), '<pre tabindex="0" role="group" aria-label="Code"'
_SCHEMES = frozenset({"http", "https", "mailto"})
_EXTENSIONS = ["fenced_code", "codehilite", "tables", "def_list", "attr_list", "sane_lists", "smarty"]
_SETTINGS: dict[str, dict[str, object]] = {
    "codehilite": {"css_class": "code", "guess_lang": False, "pygments_formatter": NamedCode},
    "tables": {"use_align_attribute": True},
    "smarty": {"smart_dashes": False, "smart_ellipses": False},  # quotation marks and apostrophes only
}
_DECLARATION = ("<! and <? are not allowed; put them in backquotes to show them", "<!")
_ENDS_OF_BLOCKS = re.compile(r"</(?:p|li|dt|dd|td|th|pre|h\d)>|<br ?/?>")


def prose_markup(source: str) -> str:
    """Paragraphs, lists, tables and code as HTML. Not safe yet."""
    return markdown.Markdown(extensions=_EXTENSIONS, extension_configs=_SETTINGS).convert(source)


def line_markup(source: str) -> str:
    """Emphasis, code and links as HTML, without a paragraph around them. Not safe yet."""
    converter = markdown.Markdown(extensions=["attr_list", "smarty"], extension_configs=_SETTINGS)
    blocks: Registry[BlockProcessor] = Registry()
    blocks.register(EmptyBlockProcessor(converter.parser), "empty", 20)
    blocks.register(ParagraphProcessor(converter.parser), "paragraph", 10)
    converter.parser.blockprocessors = blocks
    return converter.convert(" ".join(source.split())).removeprefix("<p>").removesuffix("</p>")


def clean(markup: str) -> SafeString:
    """Only what is allowed, by an HTML parser that reads as browsers do; code can be reached by keys."""
    cleaned = nh3.clean(
        markup, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=set(_SCHEMES), link_rel=None
    )
    return mark_safe(_CODE.sub(_REACHABLE_CODE, cleaned))  # noqa: S308  # nh3 has just cleaned it


def plain_text(markup: str) -> str:
    """The words of some HTML, with single spaces between them."""
    return " ".join(html.unescape(strip_tags(_ENDS_OF_BLOCKS.sub(r"\g<0> ", markup))).split())


def unsafe(markup: str) -> tuple[str, str] | None:
    """The first thing `clean` would take away: what to tell the author, what to look for in the text."""
    reader = _Unsafe()
    try:
        reader.feed(markup)
        reader.close()
    except AssertionError:  # the standard library's answer to <![anything[
        return _DECLARATION
    return reader.faults[0] if reader.faults else None


class _Unsafe(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[tuple[str, str]] = []

    def handle_decl(self, decl: str) -> None:
        self.faults.append(_DECLARATION)

    def unknown_decl(self, data: str) -> None:
        self.faults.append(_DECLARATION)

    def handle_pi(self, data: str) -> None:
        self.faults.append(_DECLARATION)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            what = f"<{tag}> is not allowed; write Markdown, or put it in backquotes to show it"
            self.faults.append((what, f"<{tag}"))
        self.faults.extend(_unsafe_attributes(tag, attrs))


def _unsafe_attributes(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    for name, value in attrs:
        if name not in _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set()):
            yield f"{name}= is not allowed on <{tag}>; leave it out", name
        elif name in {"href", "src"} and _scheme(value or "") not in _SCHEMES | {""}:
            what = f"an address that begins with {_scheme(value or '')}: is not allowed"
            yield f"{what}; write https:, http:, mailto:, or an address of this site", value or ""


def _scheme(address: str) -> str:
    """The scheme as a browser reads it, which passes over white space and control characters."""
    match = re.match(r"([^/?#:]*):", re.sub(r"[\x00-\x20]", "", address))
    return match.group(1).lower() if match else ""
