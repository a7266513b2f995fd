"""HTML in the Markdown that this site reads: Python-Markdown, with the extensions of `library/markup.py`."""

import html
import re
from collections.abc import Callable
from typing import Any

from markdownify import MarkdownConverter

_MARKUP = "<!-- -->"  # without any tag Beautiful Soup takes words such as "notes.txt" for the name of a file
_BREAK = "\ufffe"  # no character, so that no text holds it
_BREAKS = re.compile(rf"[ \n]*(?:{_BREAK}[ \n]*){{2,}}")
_BREAK_AT_AN_END = re.compile(rf"(?:^|(?<=\n\n)){_BREAK}\s*|\s*{_BREAK}(?=\s*(?:\n\n|$))")
_BREAK_WITHIN = re.compile(rf"[ \n]*{_BREAK}[ \n]*")

_ENTITY = re.compile(r"&(?=#?\w+;)")
_SIGNS = re.compile(r"[\\`*{]|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_])")
_FIRST_SIGNS = re.compile(r"^(\s*)(#|>|[-+](?=[\s-]|$)|\d+(?=\.(?:\s|$)))", re.MULTILINE)
_OTHER_FIRST_SIGNS = re.compile(r"^(\s*)(:(?=\s)|~(?=~~)|=(?==*\s*$))", re.MULTILINE)
_LANGUAGE = re.compile(r"language-([\w#.+-]+)")
_RULER = re.compile(r"^\|(?: --- \|)+$", re.MULTILINE)
_RULERS = {"left": ":--", "center": ":-:", "right": "--:"}
_TAGS = ("abbr", "del", "ins", "mark", "q", "s", "sub", "sup", "var")
_VERBATIM = ("kbd", "samp")


def prose(markup: str) -> str:
    """Markdown with paragraphs. `markup` is clean: no script, no image, no address that is not absolute."""
    text = _Converter().convert(markup + _MARKUP)
    text = _BREAKS.sub("\n\n", text)
    text = _BREAK_WITHIN.sub("<br>\n", _BREAK_AT_AN_END.sub("", text))
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def line(markup: str) -> str:
    """Markdown in one line: what stood below one another stands side by side."""
    text = " ".join(_Converter(within_a_line=True).convert(markup + _MARKUP).split())
    return _BREAK_WITHIN.sub("<br>", text.strip(f" {_BREAK}"))


def escaped(text: str) -> str:
    """Words as Markdown that means nothing but themselves."""
    return re.sub(
        r"[^\w\s,?'\"]|_", lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], text
    )


_Base: Any = MarkdownConverter  # whose type stubs leave out most of its methods


class _Converter(_Base):  # type: ignore[misc]
    """markdownify writes for other readers of Markdown; here is what ours reads differently.

    Each method belongs to a tag: it gets the element, its text as Markdown, and the tags around it.
    """

    def __init__(self, *, within_a_line: bool = False) -> None:
        super().__init__(autolinks=False, heading_style="atx", bullets="-")
        self._outside = {"_inline"} if within_a_line else set()

    def convert_soup(self, soup: Any) -> str:
        return str(self.process_tag(soup, parent_tags=self._outside))

    def get_conv_fn(self, tag_name: str) -> Callable[..., str] | None:
        if tag_name in _TAGS:
            return _as_tag
        if tag_name in _VERBATIM:
            return _as_verbatim_tag
        found: Callable[..., str] | None = super().get_conv_fn(tag_name)
        return found

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
        text = _SIGNS.sub(r"\\\g<0>", text)
        text = _FIRST_SIGNS.sub(_escaped_first, text)
        text = _OTHER_FIRST_SIGNS.sub(lambda found: f"{found[1]}&#{ord(found[2])};", text)
        return text.replace("|", "&#124;")

    def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags:
            return "\n"
        return "<br>" if parent_tags & {"li", "td", "th", "dd"} else _BREAK

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return ""

    def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
        href = el.get("href", "")
        for sign in ' ()<>"\\':
            href = href.replace(sign, f"%{ord(sign):02X}")
        if not href or "_noformat" in parent_tags or not text.strip():
            return text
        return f"[{text}]({href})"

    def convert_div(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """Like markdownify's, but code within keeps its indentation."""
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        return f"\n\n{text.strip(chr(10))}\n\n" if text.strip() else ""

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: N802  # its name there
        """Only the third and the fourth step are free: the page has the others."""
        return str(super().convert_hN(min(max(n, 3), 4), el, text, parent_tags))

    def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
        code = text.strip("\n")
        if "_inline" in parent_tags:
            return str(self.convert_code(el, " ".join(code.split()), parent_tags))
        if parent_tags & {"li", "dd", "blockquote"}:  # where fences are not read
            indented = "\n".join(f"    {one}" if one.strip() else "" for one in code.split("\n"))
            return f"\n\n{indented}\n\n"
        longest = max(map(len, re.findall(r"`+", code)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{_language(el)}\n{code}\n{fence}\n\n"

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        first, *rest = text.strip().split("\n")
        lines = [f"{_bullet(el)} {first}", *(f"    {one}" if one.strip() else "" for one in rest)]
        is_loose = any(child.name == "p" for child in el.children)
        return "\n".join(lines) + ("\n\n" if is_loose else "\n")

    def convert_tr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        if "_inline" in self._outside:
            return f"{text} "
        rulers = " | ".join(_RULERS.get(cell.get("align"), "---") for cell in el.find_all(["td", "th"]))
        row = str(super().convert_tr(el, text, parent_tags))
        return _RULER.sub(f"| {rulers} |", row)

    def convert_td(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return f" {text} " if "_inline" in self._outside else str(super().convert_td(el, text, parent_tags))

    def convert_th(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return self.convert_td(el, text, parent_tags)

    def convert_hr(self, el: Any, text: str, parent_tags: set[str]) -> str:
        return " " if "_inline" in parent_tags else "\n\n---\n\n"


def _escaped_first(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _bullet(el: Any) -> str:
    if el.parent is None or el.parent.name != "ol":
        return "-"
    start = str(el.parent.get("start", "1"))
    before = len(el.find_previous_siblings("li"))
    return f"{(int(start) if start.isdecimal() else 1) + before}."


def _language(el: Any) -> str:
    code = el.find("code")
    found = _LANGUAGE.search(" ".join(code.get("class", []))) if code else None
    return found[1] if found and found[1] != "text" else ""


def _as_tag(el: Any, text: str, parent_tags: set[str]) -> str:
    if "_noformat" in parent_tags:
        return text
    title = f' title="{html.escape(el["title"])}"' if el.get("title") else ""
    return f"<{el.name}{title}>{text}</{el.name}>"


def _as_verbatim_tag(el: Any, text: str, parent_tags: set[str]) -> str:
    return text if "_noformat" in parent_tags else f"<{el.name}>{html.escape(text, quote=False)}</{el.name}>"
