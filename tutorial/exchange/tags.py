"""What Anki's tags tell of a card."""

from collections.abc import Iterable
from typing import TypedDict

from tutorial.exchange.report import ImportReport, Loss

_OURS = ("course", "deck")


class Told(TypedDict):
    level: str
    concepts: tuple[str, ...]


def draft_tags(tags: Iterable[str], report: ImportReport) -> Told:
    """The level and the concepts that `apkg_writing.note_tags` has written; any other tag is reported."""
    level, concepts = "", []
    for tag in tags:
        kind, _, name = tag.partition("::")
        if kind == "level" and name:
            level = name
        elif kind == "concept" and name:
            concepts.append(name)
        elif kind not in _OURS or not name:
            report.note(Loss.TAGS, tag)
    return {"level": level, "concepts": tuple(concepts)}
