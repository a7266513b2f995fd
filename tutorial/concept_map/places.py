"""What the content has about each concept: where it is taught, shown, and asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tutorial.library import Demo, Item, Library, Paragraph, Part
from tutorial.rooms import ROOMS, pieces

CARDS, QUESTIONS, PROMPTS = "decks", "quizzes", "prompts"  # the shelves that ask for something


@dataclass(frozen=True, slots=True)
class Place:
    """A card, a question or an explain prompt; `title` and `url` are those of the page that asks it."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class About:
    """All there is about one concept, in the order of the course; `demo` mends a miss of it."""

    paragraphs: tuple[Paragraph, ...] = ()
    demo: Demo | None = None
    asked: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)

    @property
    def cards(self) -> tuple[Place, ...]:
        return self.asked.get(CARDS, ())

    @property
    def questions(self) -> tuple[Place, ...]:
        return self.asked.get(QUESTIONS, ())

    @property
    def prompts(self) -> tuple[Place, ...]:
        return self.asked.get(PROMPTS, ())


_held: tuple[Library, dict[str, About]] | None = None


def about_concepts(library: Library) -> dict[str, About]:
    """For each concept of all courses, by its id. Worked out once for a library, which never changes."""
    global _held  # noqa: PLW0603  # the one place where it changes; two at once do no harm
    held = _held
    if held is None or held[0] is not library:
        held = _held = library, _about(library)
    return held[1]


def _about(library: Library) -> dict[str, About]:
    asked: dict[str, dict[str, tuple[Place, ...]]] = {}
    for shelf, concept, place in _asked(library):
        shelves = asked.setdefault(concept, {})
        shelves[shelf] = (*shelves.get(shelf, ()), place)
    return {
        concept.id: About(
            library.paragraphs_about(concept.id), library.demo_for([concept.id]), asked.get(concept.id, {})
        )
        for course in library.courses
        for concept in course.concepts
    }


def _asked(library: Library) -> Iterator[tuple[str, str, Place]]:
    for room in ROOMS:
        for course in library.courses:
            for item in room.items(course) if room.shelf in {CARDS, QUESTIONS, PROMPTS} else ():
                for piece in pieces(item) or (item,):
                    place = Place(piece.id, title_of(item), room.url(item))
                    yield from ((room.shelf, concept, place) for concept in sorted(set(_concepts(piece))))


def title_of(item: Item) -> str:
    """The words by which a page can call a piece of content, without markup."""
    said = next(filter(None, (getattr(item, name, None) for name in TITLES)), item.id)
    return getattr(said, "text", said)


TITLES = ("title", "question", "stem")  # of a file, of a card and a recall prompt, of a question


def _concepts(value: object) -> Iterator[str]:
    """Those of a piece of content, however deep."""
    for part in _parts(value):
        yield from getattr(part, "concepts", ())
        yield from filter(None, [getattr(part, "concept", None)])


def misconceptions_offered(item: Item) -> frozenset[str]:
    """The beliefs that a wrong answer to a question can give away, by id."""
    return frozenset(filter(None, (getattr(part, "misconception", None) for part in _parts(item))))


def _parts(value: object) -> Iterator[Part]:
    """A piece of content and everything in it."""
    if isinstance(value, Part):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple):
        for entry in value:
            yield from _parts(entry)
