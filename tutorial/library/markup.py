"""Markdown to HTML that is safe to print.

Two walls: `first_unsafe` refuses what an author should not write, with its place; nh3 then cleans what is
printed, whatever the first wall thought.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import markdown
import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown.blockprocessors import EmptyBlockProcessor, ParagraphProcessor
from markdown.util import Registry

TAGS = frozenset(
    "a abbr b blockquote br code dd del div dl dt em h3 h4 hr i img ins kbd li mark ol p pre q s samp span"
    " strong sub sup table tbody td th thead tr ul var".split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
_EXTENSIONS = ["fenced_code", "codehilite", "tables", "def_list", "attr_list", "sane_lists"]
_SETTINGS = {
    "codehilite": {"css_class": "code", "guess_lang": False, "use_pygments": True, "noclasses": False},
    "tables": {"use_align_attribute": True},
}


def prose_html(source: str) -> SafeString:
    """Paragraphs, lists, tables and code."""
    return _clean(_prose_markdown().convert(source))


def line_html(source: str) -> SafeString:
    """One line: emphasis, code and links, without a paragraph around it."""
    return _clean(_inline(source))


def plain_text(markup: str) -> str:
    """The words of some HTML, with single spaces between them."""
    return " ".join(
        html.unescape(strip_tags(re.sub(r"(</(?:p|li|dt|dd|td|th|pre)>|<br>)", r"\1 ", markup))).split()
    )


def _clean(markup: str) -> SafeString:
    cleaned = nh3.clean(
        markup,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    return mark_safe(cleaned)  # noqa: S308  # nh3 has just cleaned it


def _prose_markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=_EXTENSIONS, extension_configs=_SETTINGS, output_format="html")


def _inline(source: str) -> str:
    converter = markdown.Markdown(extensions=["attr_list"], output_format="html")
    blocks: Registry = Registry()
    blocks.register(EmptyBlockProcessor(converter.parser), "empty", 20)
    blocks.register(ParagraphProcessor(converter.parser), "paragraph", 10)
    converter.parser.blockprocessors = blocks
    return converter.convert(" ".join(source.split())).removeprefix("<p>").removesuffix("</p>")


def first_unsafe(source: str, *, inline: bool) -> tuple[str, int] | None:
    """What the sanitiser would take away, with the number of lines above it; None if nothing."""
    markup = _inline(source) if inline else _prose_markdown().convert(source)
    for what, needle in _Unsafe.found_in(markup):
        return what, _lines_above(source, needle)
    return None


def _lines_above(source: str, needle: str) -> int:
    at = source.lower().find(needle.lower())
    return source.count("\n", 0, at) if at > 0 else 0


class _Unsafe(HTMLParser):
    """Reads HTML and notes tags, attributes and addresses that are not in the lists above."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[tuple[str, str]] = []

    @classmethod
    def found_in(cls, markup: str) -> list[tuple[str, str]]:
        parser = cls()
        parser.feed(markup)
        parser.close()
        return parser.faults

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(
                (f"<{tag}> is not allowed; use Markdown, or put it in backquotes to show it", f"<{tag}")
            )
        self.faults.extend(_unsafe_attributes(tag, attrs))


def _unsafe_attributes(tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    for name, value in attrs:
        if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
            yield f"{name}= is not allowed on <{tag}>; leave it away", name
        elif name in {"href", "src"} and _scheme(value or "") not in SCHEMES | {""}:
            yield (
                f"an address may begin with https:, http: or mailto:, not {_scheme(value or '')}:",
                value or "",
            )


def _scheme(address: str) -> str:
    """The scheme as a browser reads it, which ignores white space and control characters."""
    bare = re.sub(r"[\x00-\x20]", "", html.unescape(address))
    match = re.match(r"([^/?#:]*):", bare)
    return match.group(1).lower() if match else ""
