"""How our cards look in Anki, by day and by night."""

from collections.abc import Iterator

from pygments.formatters import HtmlFormatter

# Two of Pygments' styles in which every colour stands out enough from its background (WCAG: 4.5 to 1)
LIGHT, DARK = "xcode", "lightbulb"

FRONT = '<div class="question">{{Question}}</div>'
BACK = """{{FrontSide}}
<hr id="answer">
{{Answer}}
{{#Source}}<footer>{{Source}}</footer>{{/Source}}"""

_SHEET = """
.card { max-width: 40rem; margin: 0 auto; padding: 1rem; text-align: left;
        font: 1.125rem/1.5 Georgia, serif; color: #1d1b18; background: #ffffff; }
.question { font-size: 1.375rem; }
.card :is(code, pre, kbd) { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.9em; }
.card pre { padding: 0.75rem 1rem; overflow-x: auto; border: 1px solid #8a857c; }
.card table { border-collapse: collapse; }
.card :is(td, th) { padding: 0.25rem 0.5rem; border: 1px solid #8a857c; }
.card footer { margin-top: 1.5rem; font-size: 0.875rem; font-style: italic; }
.card.nightMode { color: #ebe7df; background: #1d1b18; }
.card.nightMode a { color: #9fc7ff; }
"""


def sheet() -> str:
    """The CSS of our note type. Anki puts `nightMode` on the card when its own pages are dark."""
    return "\n".join([_SHEET.strip(), *_code_rules(LIGHT, ".card"), *_code_rules(DARK, ".card.nightMode")])


def _code_rules(style: str, within: str) -> Iterator[str]:
    formatter: HtmlFormatter[str] = HtmlFormatter(style=style)
    paper = formatter.style.background_color
    ink = "#000000" if style == LIGHT else "#ffffff"
    yield f"{within} pre {{ color: {ink}; background: {paper} }}"
    rules = formatter.get_token_style_defs(f"{within} .code")  # type: ignore[no-untyped-call]
    yield from (rule for rule in rules if " color: " in rule and "background" not in rule)
