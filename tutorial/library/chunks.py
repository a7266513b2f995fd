"""The body of a lesson, cut where its blocks begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from tutorial.library.faults import Report
from tutorial.library.references import nearest

BLOCKS = frozenset({"recall", "compare", "demo", "split", "takeaways"})
_FENCE = re.compile(r"^(?P<ticks>`{3,}|~{3,})[ \t]*(?P<word>[^\s`{]*)")
_ATTRIBUTES = re.compile(r"^\{:(?P<inside>.*)\}\s*$")
_LIST_ITEM = re.compile(r"^(?:[-*+]|\d+\.|:)\s")
_INDENTED = re.compile(r"^(?:\t| {2,})\S")


@dataclass(frozen=True)
class Chunk:
    """Lines that belong together. `block` names the kind of block whose YAML this is, "" for Markdown."""

    line: int
    last_line: int
    lines: list[str]
    is_fence: bool
    block: str
    attributes: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def chunks(lines: list[str], first_line: int, report: Report) -> Iterator[Chunk]:
    """Cut `lines`, the first of which is line `first_line` of the file."""
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        fence = _FENCE.match(lines[at])
        end = _end_of_fence(lines, at, fence["ticks"]) if fence else _end_of_paragraph(lines, at)
        if fence and end > len(lines):
            report.add(
                first_line + at, fence["word"] or "code", f"has no end; close it with {fence['ticks']}"
            )
            return
        attributes, after = _attributes_at(lines, end)
        block = _block_of(fence["word"], first_line + at, report) if fence else ""
        yield Chunk(
            line=first_line + at,
            last_line=first_line + after - 1,
            lines=lines[at + 1 : end - 1] if block else lines[at:end],
            is_fence=fence is not None,
            block=block,
            attributes=attributes,
        )
        at = after


def _block_of(word: str, line: int, report: Report) -> str:
    """The kind of block that a fence's word names, "" for a language."""
    if word not in BLOCKS and not _is_language(word):
        report.add(
            line, "block", f"{word} is neither a language nor a kind of block; {nearest(word, BLOCKS)}"
        )
    return word if word in BLOCKS else ""


def _is_language(word: str) -> bool:
    try:
        return not word or bool(find_lexer_class_by_name(word))
    except ClassNotFound:
        return False


def _end_of_fence(lines: list[str], at: int, ticks: str) -> int:
    """The index after the closing fence; beyond the end of `lines` if there is none."""
    for number in range(at + 1, len(lines)):
        if lines[number].rstrip() == ticks:
            return number + 1
    return len(lines) + 1


def _end_of_paragraph(lines: list[str], at: int) -> int:
    """The index after the last line of what starts at `at`: one heading, or a paragraph, or a whole list."""
    if lines[at].startswith("#"):
        return at + 1
    end = at + 1
    while end < len(lines) and not _begins_anew(lines, end, is_list=bool(_LIST_ITEM.match(lines[at]))):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def _begins_anew(lines: list[str], at: int, *, is_list: bool) -> bool:
    if lines[at].strip():
        return bool(_FENCE.match(lines[at]) or _ATTRIBUTES.match(lines[at]) or lines[at].startswith("#"))
    following = next((line for line in lines[at:] if line.strip()), "")
    return not (
        _INDENTED.match(following) or (_LIST_ITEM.match(following) and (is_list or following[0] == ":"))
    )


def _attributes_at(lines: list[str], at: int) -> tuple[str, int]:
    """What the attribute line at `at` says, "" if there is none, and the index after it."""
    found = _ATTRIBUTES.match(lines[at]) if at < len(lines) else None
    return (found["inside"], at + 1) if found else ("", at)
