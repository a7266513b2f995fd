"""What foreign HTML holds that a deck here cannot."""

import re
from html.parser import HTMLParser

from tutorial.exchange.report import Loss

_MEDIA = frozenset({"audio", "img", "picture", "video"})
_UNSAFE = frozenset(
    {
        "base",
        "button",
        "embed",
        "form",
        "frame",
        "iframe",
        "input",
        "link",
        "math",
        "meta",
        "object",
        "script",
    }
    | {"select", "svg", "textarea"}
)
_STYLED = frozenset({"center", "font", "style"})
_SOUND = re.compile(r"\[(?:sound|anki:[a-z]++):?[^\[\]]*+\]")
_FORMULA = re.compile(r"\[latex\]|\[\$|\\\(|\\\[|<anki-mathjax")
_ADDRESSES = frozenset({"href", "src"})
_SCHEME = re.compile(r"([^/?#:]*):")


def losses_in(markup: str) -> set[Loss]:
    """Each kind of thing that cleaning and the conversion to Markdown will drop."""
    reader = _Scan()
    try:
        reader.feed(markup)
        reader.close()
    except AssertionError:  # the standard library's answer to <![anything[
        reader.found.add(Loss.UNSAFE)
    if _SOUND.search(markup):
        reader.found.add(Loss.MEDIA)
    if _FORMULA.search(markup):
        reader.found.add(Loss.FORMULAS)
    return reader.found


def without_sounds(markup: str) -> str:
    """Anki's own marks for what is played, such as [sound:bell.mp3], are taken out."""
    return _SOUND.sub("", markup)


class _Scan(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[Loss] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for tags, loss in ((_MEDIA, Loss.MEDIA), (_UNSAFE, Loss.UNSAFE), (_STYLED, Loss.STYLES)):
            if tag in tags:
                self.found.add(loss)
        for name, value in attrs:
            self._look_at(tag, name, value or "")

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self.found.add(Loss.UNSAFE)
        elif name == "style":
            self.found.add(Loss.STYLES)
        elif name in _ADDRESSES and tag not in _MEDIA:
            self._look_at_address(value)

    def _look_at_address(self, address: str) -> None:
        scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
        if scheme is None:
            self.found.add(Loss.LINKS)
        elif scheme[1].lower() not in {"http", "https", "mailto"}:
            self.found.add(Loss.UNSAFE)
