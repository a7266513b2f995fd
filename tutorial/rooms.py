"""The ways to learn, in the order of the navigation: what each shows of a course, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from tutorial.library import Course, Demo, Item, shelves


@dataclass(frozen=True, slots=True)
class Room:
    """`shelf` is its key in course.yaml; `page` and `front` name the addresses of an item and of the room."""

    title: str
    verb: str
    noun: str
    shelf: str
    page: str
    front: str

    def items(self, course: Course) -> tuple[Item, ...]:
        schemas = (shelf.schema for shelf in shelves() if shelf.listed_in == self.shelf)
        return tuple(item for schema in schemas for item in course.all(schema))

    def url(self, item: Item) -> str:
        return reverse(self.page, args=[item.id])


def pieces(item: Item) -> tuple[Item, ...]:
    """The cards of a deck, the questions of a quiz; not what lies deeper in them. A prompt has none."""
    fields = (getattr(item, name) for name in type(item).model_fields)
    lists = (value for value in fields if isinstance(value, tuple))
    return tuple(part for parts in lists for part in parts if isinstance(part, Item))


def beside(item: Item, course: Course, shelf: str) -> str:
    """The address of what goes with an item in the room of another shelf: what is at the same place in
    its course, or the last; "" if the course has nothing there."""
    room = next(room for room in ROOMS if room.shelf == shelf)
    there = room.items(course)
    place = course.all(type(item)).index(item)
    return room.url(there[min(place, len(there) - 1)]) if there else ""


ROOMS = (
    Room("Learn", "Read", "the lesson", "lessons", "tutorial:lesson", front="tutorial:lessons"),
    Room("Flashcards", "Flip", "the flashcards", "decks", "tutorial:deck", front="tutorial:decks"),
    Room("Quiz", "Answer", "the quiz", "quizzes", "quizzes:quiz", front="quizzes:index"),
    Room("Explain", "Explain", "the explain prompt", "prompts", "quizzes:prompt", front="quizzes:prompts"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the main navigation. `here`: the visitor is in that room."""

    title: str
    url: str
    here: bool


def navigation(course: Course, path: str) -> tuple[Link, ...]:
    """The main navigation on the page at `path`. A room in which the course has nothing is left out."""
    return tuple(Link(title, url, _room_of(url) == _room_of(path)) for title, url in _entrances(course))


def _entrances(course: Course) -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        if room.items(course):
            yield room.title, reverse(room.front)
    if course.demos:
        yield "Lab", reverse("demos:lab")
    yield "Progress", reverse("tutorial:progress")


def demo_url(demo: Demo) -> str:
    return reverse(demo.demo)


def _room_of(path: str) -> str:
    """The first step of an address, which all pages of a room share."""
    return path.strip("/").partition("/")[0]
