"""What is taught: read from files, checked, held in memory. `docs/content.md` describes the files."""

from tutorial.library.code import code_lines
from tutorial.library.courses import Course, Library, Paragraph
from tutorial.library.faults import ContentError, Fault, FaultError
from tutorial.library.items import Item, Part, Scale
from tutorial.library.lessons import Block, Lesson, Recall, Section
from tutorial.library.memory import library
from tutorial.library.prose import Line, Prose
from tutorial.library.references import ConceptId, DemoName, MisconceptionId, ParagraphRef, Slug, nearest
from tutorial.library.shelves import Shelf, add_shelf, shelves
from tutorial.library.subjects import Concept, Demo, Misconception

__all__ = [
    "Block",
    "Concept",
    "ConceptId",
    "ContentError",
    "Course",
    "Demo",
    "DemoName",
    "Fault",
    "FaultError",
    "Item",
    "Lesson",
    "Library",
    "Line",
    "Misconception",
    "MisconceptionId",
    "Paragraph",
    "ParagraphRef",
    "Part",
    "Prose",
    "Recall",
    "Scale",
    "Section",
    "Shelf",
    "Slug",
    "add_shelf",
    "code_lines",
    "library",
    "nearest",
    "shelves",
]
