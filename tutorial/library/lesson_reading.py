"""A lesson's Markdown file to plain values that know their lines, in the shape of `lessons.Lesson`.

Front matter, then `## Heading {#id}` for each section. Within it: `### Heading {#id}`, paragraphs (whatever
stands between empty lines), and fences. A fence whose word names a kind of block holds YAML, any other holds
code. The line under a paragraph or fence may name it: `{: #id concepts="one another" }`.
"""

import re
from collections.abc import Iterator

from django.utils.text import slugify
from markdown.extensions.attr_list import get_attrs_and_remainder

from tutorial.library.chunks import Chunk, chunks
from tutorial.library.faults import Report
from tutorial.library.located import Map, Seq, Text
from tutorial.library.yaml_reading import read_yaml

_HEADING = re.compile(r"^(?P<marks>#+)\s+(?P<title>.*?)\s*(?:\{:?\s*#(?P<id>[^\s}]+)\s*\})?\s*$")
_FRONT_MATTER = "begin the file with ---, then id:, title:, lead: and minutes:, then --- again"


def read_lesson(text: str, report: Report) -> object:
    """The lesson in `text`, or None after reporting why there is none."""
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        report.add(1, "front matter", f"is missing; {_FRONT_MATTER}")
        return None
    lesson = read_yaml("\n".join(lines[1:end]), report, first_line=2)
    if lesson is not None and not isinstance(lesson, Map):
        report.add(2, "front matter", f"is not a mapping; {_FRONT_MATTER}")
        return None
    if isinstance(lesson, Map):
        body = _Body(report, end + 1)
        for chunk in chunks(lines[end + 1 :], end + 2, report):
            body.add(chunk)
        lesson.put("sections", body.sections, end + 1)
        _report_repeated_anchors(lesson, report)
    return lesson


def paragraph_ids(lesson: object) -> Iterator[str]:
    """The ids within a lesson that others may refer to, whether or not the lesson is valid otherwise."""
    for section in _maps(lesson, "sections"):
        for block in _maps(section, "blocks"):
            yield from (str(part["id"]) for part in [block, *_maps(block, "items")] if "id" in part)


def _maps(data: object, key: str) -> list[Map]:
    entries = data.get(key) if isinstance(data, Map) else None
    return [entry for entry in entries if isinstance(entry, Map)] if isinstance(entries, Seq) else []


def _report_repeated_anchors(lesson: Map, report: Report) -> None:
    met: dict[str, int] = {}
    for anchor, line in _anchors(lesson["sections"]):
        if anchor in met:
            report.add(
                line, "id", f"{anchor} is already on line {met[anchor]} of this lesson; choose another"
            )
        met.setdefault(anchor, line)


def _anchors(data: object) -> Iterator[tuple[str, int]]:
    if isinstance(data, Map):
        if isinstance(data.get("id"), str):
            yield str(data["id"]), data.lines["id"]
        for value in data.values():
            yield from _anchors(value)
    elif isinstance(data, Seq):
        for value in data:
            yield from _anchors(value)


class _Body:
    def __init__(self, report: Report, line: int) -> None:
        self.sections = Seq(line)
        self._blocks: Seq | None = None
        self._report = report

    def add(self, chunk: Chunk) -> None:
        heading = None if chunk.is_fence else _HEADING.match(chunk.lines[0])
        if heading and heading["marks"] == "##":
            self._open_section(chunk.line, heading)
        elif self._blocks is None:
            self._report.add(
                chunk.line, "sections", "have not begun here; write a line such as ## Heading {#heading}"
            )
        elif heading:
            self._add_heading(self._blocks, chunk.line, heading)
        elif chunk.block:
            self._add_fence(self._blocks, chunk)
        else:
            self._blocks.put(self._passage(chunk), chunk.line)

    def _open_section(self, line: int, heading: re.Match[str]) -> None:
        section, self._blocks = self._titled(line, heading), Seq(line)
        section.put("blocks", self._blocks, line)
        self.sections.put(section, line)

    def _add_heading(self, blocks: Seq, line: int, heading: re.Match[str]) -> None:
        if heading["marks"] != "###":
            self._report.add(line, "heading", "write ## for a section, or ### for a heading within one")
        block = self._titled(line, heading)
        block.put("kind", "heading", line)
        blocks.put(block, line)

    def _titled(self, line: int, heading: re.Match[str]) -> Map:
        found, anchor = Map(line), heading["id"]
        if anchor is None:
            anchor = slugify(heading["title"])
            self._report.add(
                line, "id", f"is missing; write {heading['marks']} {heading['title']} {{#{anchor or 'name'}}}"
            )
        found.put("id", Text.at(anchor, line, file=self._report.file), line)
        found.put("title", Text.at(heading["title"], line, file=self._report.file), line)
        return found

    def _add_fence(self, blocks: Seq, chunk: Chunk) -> None:
        data = read_yaml(chunk.text, self._report, first_line=chunk.line + 1)
        if isinstance(data, Seq) and chunk.block == "takeaways":
            items, data = data, Map(chunk.line)
            data.put("items", items, chunk.line)
        if not isinstance(data, Map):
            if data is not None:
                self._report.add(chunk.line, chunk.block, "is not a mapping; docs/content.md shows its keys")
            return
        self._attributes(chunk, data)
        if chunk.block == "recall":
            self._attach_recall(blocks, chunk, data)
        else:
            data.put("kind", chunk.block, chunk.line)
            blocks.put(data, chunk.line)

    def _attach_recall(self, blocks: Seq, chunk: Chunk, recall: Map) -> None:
        before = blocks[-1] if blocks else None
        if not isinstance(before, Map) or before.get("kind") != "passage":
            self._report.add(chunk.line, "recall", "has no paragraph before it; put it directly below one")
        elif "recall" in before:
            self._report.add(chunk.line, "recall", "is the second for this paragraph; keep one")
        else:
            before.put("recall", recall, chunk.line)

    def _passage(self, chunk: Chunk) -> Map:
        passage = Map(chunk.line)
        passage.put("kind", "passage", chunk.line)
        passage.put("prose", Text.at(chunk.text, chunk.line, file=self._report.file), chunk.line)
        self._attributes(chunk, passage)
        return passage

    def _attributes(self, chunk: Chunk, data: Map) -> None:
        """Put what the line under a chunk says into `data`; an unknown name becomes an unknown key."""
        pairs, rest = get_attrs_and_remainder(chunk.attributes)
        if rest.strip():
            self._report.add(
                chunk.last_line, "attributes", 'cannot be read; write {: #id concepts="one another" }'
            )
        for name, value in pairs:
            if name == "concepts":
                words = Seq(chunk.last_line)
                for word in value.split():
                    words.put(Text.at(word, chunk.last_line, file=self._report.file), chunk.last_line)
                data.put(name, words, chunk.last_line)
            else:
                data.put(name, Text.at(value, chunk.last_line, file=self._report.file), chunk.last_line)
