"""Drafts from a Markdown file: headings, bold lines, or `Q:` and `A:` ask. docs/content.md shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from tutorial.exchange.drafts import MOST_CARDS, Draft, Found
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.exchange.sides import Written, answer, question

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})[ \t]+(?P<words>.+?)(?:[ \t]+#+)?[ \t]*$")
_ID = re.compile(r"[ \t]*\{:?[ \t]*#(?P<id>[a-z0-9-]+)[ \t]*\}$")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<words>(?:(?!(?P=mark)).)+)(?P=mark)[ \t]*$")
_ASKED = re.compile(r"Q(?:uestion)?:[ \t]*(?P<words>.*)$", re.IGNORECASE)
_TOLD = re.compile(r"A(?:nswer)?:[ \t]*(?P<words>.*)$", re.IGNORECASE)


@dataclass(slots=True)
class _Pair:
    question: str
    lines: list[str] = field(default_factory=list)
    id: str = ""

    @property
    def answer(self) -> str:
        return "\n".join(self.lines).strip()


def read_markdown(text: str, report: ImportReport) -> Found:
    """Refused if it holds too many cards."""
    lines = list(_with_code_marked(text))
    title = _title(lines)
    if any(not is_code and _ASKED.match(line) for line, is_code in lines):
        pairs = _by_letters(lines)
    elif any(not is_code and _is_question_heading(line, title) for line, is_code in lines):
        pairs = _by_headings(lines, title)
    else:
        pairs = _by_bold_lines(lines, title)
    drafts = list(islice(_drafts(pairs, title, report), MOST_CARDS + 1))
    if len(drafts) > MOST_CARDS:
        raise Refused(f"This file has more than {MOST_CARDS} questions. Divide it.")
    return Found(drafts, title)


def _drafts(pairs: Iterator[_Pair], title: str, report: ImportReport) -> Iterator[Draft]:
    for pair in pairs:
        if pair.question and pair.answer:
            yield Draft(
                id=pair.id,
                question=question(pair.question, Written.MARKDOWN, report, card=pair.question),
                answer=answer(pair.answer, Written.MARKDOWN, report, card=pair.question),
            )
        elif pair.question or (pair.answer and pair.answer != title):
            report.note(Loss.HEADINGS, pair.question or pair.answer)


def _with_code_marked(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a block of code between fences."""
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        is_code = bool(fence or found)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and line.strip() == found[1]:
            fence = ""
        yield line, is_code


def _title(lines: list[tuple[str, bool]]) -> str:
    """The words of the heading of the first level, if there is one only."""
    found = [
        match["words"]
        for line, code in lines
        if not code and (match := _HEADING.match(line)) and match["level"] == "#"
    ]
    return found[0] if len(found) == 1 else ""


def _is_question_heading(line: str, title: str) -> bool:
    found = _HEADING.match(line)
    return found is not None and not (found["level"] == "#" and found["words"] == title)


def _by_headings(lines: list[tuple[str, bool]], title: str) -> Iterator[_Pair]:
    """A heading asks; all below it, as far as the next one, answers."""
    pair = _Pair("")
    for line, is_code in lines:
        found = None if is_code else _HEADING.match(line)
        if found is None:
            pair.lines.append(line)
            continue
        yield pair
        is_title = not _is_question_heading(line, title)
        named = _ID.search(found["words"])
        words = "" if is_title else _ID.sub("", found["words"])
        pair = _Pair(words, id=named["id"] if named else "")
    yield pair


def _by_bold_lines(lines: list[tuple[str, bool]], title: str) -> Iterator[_Pair]:
    """A line that is bold from end to end asks."""
    pair = _Pair("")
    for line, is_code in lines:
        found = None if is_code else _BOLD.match(line)
        if found:
            yield pair
            pair = _Pair(found["words"])
        elif is_code or not _HEADING.match(line) or _is_question_heading(line, title):
            pair.lines.append(line)
    yield pair


def _by_letters(lines: list[tuple[str, bool]]) -> Iterator[_Pair]:
    """`Q:` asks, over several lines if need be; `A:` answers. A heading or a rule ends an answer."""
    pair, answering = _Pair(""), True
    for line, is_code in lines:
        asked, told = (None if is_code else form.match(line) for form in (_ASKED, _TOLD))
        if asked or (not is_code and answering and (_HEADING.match(line) or line.strip() == "---")):
            yield pair
            pair, answering = _Pair(asked["words"] if asked else ""), not asked
        elif told and not answering:
            pair.lines.append(told["words"])
            answering = True
        elif answering:
            pair.lines.append(line)
        else:
            pair.question = f"{pair.question}\n{line}".strip()
    yield pair
