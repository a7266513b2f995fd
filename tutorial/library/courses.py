"""A course and the library: everything that is taught, found by id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.urls import reverse

from tutorial.library.items import Item, Part
from tutorial.library.lessons import Block, Heading, Lesson, Takeaways
from tutorial.library.subjects import Concept, Demo, Misconception

AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True)
class Paragraph:
    """A place in a lesson that a link can lead to. `ref` is "lesson-id#paragraph-id".

    `heading` is the one that it stands under, without markup.
    """

    lesson: Lesson
    block: Block
    heading: str

    @property
    def ref(self) -> str:
        return f"{self.lesson.id}#{self.block.id}"

    @property
    def url(self) -> str:
        return f"{reverse('tutorial:lesson', args=[self.lesson.id])}#{self.block.id}"

    @property
    def lesson_title(self) -> str:
        return self.lesson.title.text

    @property
    def name(self) -> str:
        """By which a link calls it: “What to move” in “Choosing and scaling”."""
        return f"“{self.heading}” in “{self.lesson_title}”"


@dataclass(frozen=True)
class Course:
    """One folder of the content folder. `shelves` holds its items by schema, in the order of course.yaml.

    `order` is its place among the courses; infinite if its author did not say.
    """

    id: str
    order: float
    title: str
    tagline: str
    summary: str
    concepts: tuple[Concept, ...]
    demos: tuple[Demo, ...]
    shelves: dict[type[Item], tuple[Item, ...]]

    def all(self, schema: type[AnyItem]) -> tuple[AnyItem, ...]:
        """The items of one shelf."""
        return tuple(item for item in self.shelves.get(schema, ()) if isinstance(item, schema))

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return self.all(Lesson)


def items_within(value: object) -> Iterator[Item]:
    """Every item inside a piece of content, nested ones and the piece itself."""
    if isinstance(value, Item):
        yield value
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from items_within(getattr(value, name))
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from items_within(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from items_within(entry)


def paragraphs_of(lesson: Lesson) -> Iterator[Paragraph]:
    for section in lesson.sections:
        heading = section.title.text
        for block in section.blocks:
            heading = block.title.text if isinstance(block, Heading) else heading
            parts = [block, *block.items] if isinstance(block, Takeaways) else [block]
            yield from (Paragraph(lesson, part, heading) for part in parts if part.id)


def _distance(demo: Demo, concepts: frozenset[str]) -> tuple[int, int]:
    """How many of the concepts a demo does not show, and how many it shows in all."""
    return len(concepts.difference(demo.concepts)), len(demo.concepts)


@dataclass(frozen=True)
class Library:
    """All courses, in order. Immutable; a KeyError means that there is no such id (any more)."""

    courses: tuple[Course, ...]

    @property
    def course(self) -> Course:
        """The first course: the one on the home page and in the navigation."""
        return self.courses[0]

    def find(self, schema: type[AnyItem], item_id: str) -> AnyItem:
        """An item of a shelf, or one nested in it: `find(Card, "what-is-it")`."""
        item = self._homes[item_id][-1]
        if not isinstance(item, schema):
            raise KeyError(item_id)
        return item

    def get(self, schema: type[AnyItem], item_id: str) -> AnyItem | None:
        """What `find` finds; None for what is not there (any more)."""
        try:
            return self.find(schema, item_id)
        except KeyError:
            return None

    def all(self, schema: type[AnyItem]) -> tuple[AnyItem, ...]:
        """The items of one shelf in all courses, in the order of each course.yaml."""
        return tuple(item for course in self.courses for item in course.all(schema))

    def course_of(self, item: Item) -> Course:
        """The course that holds an item, however deep."""
        return self._homes[item.id][0]

    def container_of(self, item: Item) -> Item:
        """The file that holds an item: the deck of a card. A deck is its own container."""
        return self._homes[item.id][1]

    def concept(self, concept_id: str) -> Concept:
        return self._concepts[concept_id]

    def misconception(self, misconception_id: str) -> Misconception:
        return self._misconceptions[misconception_id]

    def paragraph(self, ref: str) -> Paragraph:
        return self._paragraphs[ref]

    def paragraphs_about(self, concept_id: str) -> tuple[Paragraph, ...]:
        """The paragraphs that teach a concept, in reading order."""
        return tuple(found for found in self._paragraphs.values() if concept_id in found.block.concepts)

    def demos_about(self, concept_id: str) -> tuple[Demo, ...]:
        return tuple(demo for course in self.courses for demo in course.demos if concept_id in demo.concepts)

    def demo_for(self, concepts: Iterable[str]) -> Demo | None:
        """The demo that mends a miss of these concepts; None if none shows any of them.

        It shows the most of them, then the fewest others; the first in the course of those that are left.
        """
        missed = frozenset(concepts)
        demos = [demo for course in self.courses for demo in course.demos]
        showing = [demo for demo in demos if missed.intersection(demo.concepts)]
        return min(showing, key=lambda demo: _distance(demo, missed), default=None)

    @cached_property
    def _homes(self) -> dict[str, tuple[Course, Item, Item]]:
        """For each id: its course, the item whose file it is in, and the item."""
        return {
            item.id: (course, container, item)
            for course in self.courses
            for shelf in course.shelves.values()
            for container in shelf
            for item in items_within(container)
        }

    @cached_property
    def _concepts(self) -> dict[str, Concept]:
        return {concept.id: concept for course in self.courses for concept in course.concepts}

    @cached_property
    def _misconceptions(self) -> dict[str, Misconception]:
        return {belief.id: belief for concept in self._concepts.values() for belief in concept.misconceptions}

    @cached_property
    def _paragraphs(self) -> dict[str, Paragraph]:
        return {found.ref: found for lesson in self.all(Lesson) for found in paragraphs_of(lesson)}
