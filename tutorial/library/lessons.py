"""A lesson: sections of blocks. Each block is drawn by the template of its kind."""

import re
from functools import cached_property
from typing import Annotated, Literal

from django.utils.safestring import SafeString
from pydantic import Field, ValidationInfo, field_validator

from tutorial.library.code import code_lines
from tutorial.library.faults import FaultError
from tutorial.library.items import Item, Part
from tutorial.library.prose import Line, Prose
from tutorial.library.references import ConceptId, DemoName, Slug

COLUMNS_AT_MOST = 3


class Block(Part):
    """Anything in a lesson that a link can lead to, when it has an id, and that can teach concepts."""

    id: Slug | None = None
    concepts: tuple[ConceptId, ...] = ()


class Heading(Block):
    """A heading within a section."""

    kind: Literal["heading"]
    title: Line


class Recall(Item):
    """A question beside a paragraph, to be answered before reading on. Its answer opens on request."""

    question: Line
    answer: Prose
    concepts: tuple[ConceptId, ...] = Field(min_length=1)


class Passage(Block):
    """A paragraph, list, table or piece of code, with the recall prompt beside it if it has one."""

    kind: Literal["passage"]
    prose: Prose
    recall: Recall | None = None

    @property
    def is_wide(self) -> bool:
        """A table with more columns than a small screen can hold side by side."""
        return len(re.findall(r"<th[ >]", self.prose.html)) > COLUMNS_AT_MOST


class Side(Part):
    """One of two versions of the same code. `marks` says what happens at a line, by line number."""

    label: Line
    note: Line | None = None
    code: str
    marks: dict[int, Line] = Field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[tuple[SafeString, Line | None], ...]:
        """Each line as highlighted HTML, with its mark or None."""
        return tuple(
            (html, self.marks.get(number)) for number, html in enumerate(code_lines(self.code), start=1)
        )

    @field_validator("marks")
    @classmethod
    def _marks_are_on_lines(cls, marks: dict[int, Line], info: ValidationInfo) -> dict[int, Line]:
        last = len(code_lines(info.data.get("code", "")))
        for number in marks:
            if "code" in info.data and not 1 <= number <= last:
                raise FaultError(f"is not a line of the code; write a number from 1 to {last}", str(number))
        return marks


class Compare(Block):
    """The same code before and after, side by side."""

    kind: Literal["compare"]
    before: Side
    after: Side
    note: Line | None = None


class DemoTeaser(Block):
    """An invitation to a demo: what to know beforehand, and the words on the button that leads there."""

    kind: Literal["demo"]
    demo: DemoName
    text: Line
    button: Line


class Column(Part):
    """One half of a split."""

    title: Line
    items: tuple[Line, ...] = Field(min_length=1)


class Split(Block):
    """What happens at once, and what happens behind the scenes soon after."""

    kind: Literal["split"]
    front: Column
    backstage: Column


class Takeaway(Block):
    """One thing to keep."""

    text: Line


class Takeaways(Block):
    """What to keep of the lesson."""

    kind: Literal["takeaways"]
    items: tuple[Takeaway, ...] = Field(min_length=1)


class Section(Part):
    """A heading and what stands under it. `id` is the anchor of the heading."""

    id: Slug
    title: Line
    blocks: tuple[
        Annotated[Passage | Heading | Compare | DemoTeaser | Split | Takeaways, Field(discriminator="kind")],
        ...,
    ]


class Lesson(Item):
    """content/<course>/lessons/<id>.md"""

    title: Line
    lead: Line
    minutes: int = Field(gt=0)
    sections: tuple[Section, ...] = Field(min_length=1)
