"""A course as a programme: everything there is to do, in order, and how far the learner has come with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.template.defaultfilters import pluralize

from tutorial.library import Course, Item, Lesson, Line
from tutorial.progress import Progress
from tutorial.rooms import ROOMS, Room, demo_url, pieces


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do. `standing` says in words where the learner is."""

    title: str | Line
    url: str
    standing: str
    done: bool
    noun: str


@dataclass(frozen=True, slots=True)
class Act:
    """One way to learn, with what the course has for it."""

    verb: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    course: Course
    acts: tuple[Act, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for act in self.acts for entry in act.entries)

    @property
    def next(self) -> Entry | None:
        """What to do now: the first thing not done, or the last one, which can be done again and again."""
        entries = self.entries
        return next((entry for entry in entries if not entry.done), entries[-1] if entries else None)

    def after(self, url: str) -> tuple[Entry, ...]:
        """The two ways on from the entry at `url`: its neighbour, and the beginnings of later acts."""
        ways: list[Entry] = []
        found = False
        for act in self.acts:
            places = [entry.url for entry in act.entries]
            if url in places:
                found = True
                ways += act.entries[places.index(url) + 1 :][:1]
            elif found:
                ways.append(act.entries[0])
        return tuple(ways[:2])


Standing = tuple[str, bool]


def programme(course: Course, progress: Progress) -> Programme:
    return Programme(course, tuple(_acts(course, progress)))


def _acts(course: Course, progress: Progress) -> Iterator[Act]:
    for room in ROOMS:
        entries = tuple(_entry(room, item, progress) for item in room.items(course))
        if entries:
            yield Act(room.verb, entries)
    if course.demos:
        demos = (
            Entry(demo.title, demo_url(demo), demo.summary.text, False, "the demo") for demo in course.demos
        )
        yield Act("Watch", tuple(demos))


def _entry(room: Room, item: Item, progress: Progress) -> Entry:
    words, done = _STANDINGS[room.shelf](item, progress)
    return Entry(getattr(item, "title", item.id), room.url(item), words, done, room.noun)


def _lesson(item: Item, progress: Progress) -> Standing:
    if progress.met(item.id):
        return "read", True
    return (f"about {_counted(item.minutes, 'minute')}" if isinstance(item, Lesson) else ""), False


def _deck(item: Item, progress: Progress) -> Standing:
    cards = _ids_within(item)
    tally, due = progress.tally(cards), len(progress.due.intersection(cards))
    if not tally.met:
        return _counted(tally.total, "card"), False
    words = f"{tally.right} of {tally.total} remembered"
    return (f"{words}, {due} due now", False) if due else (words, tally.met == tally.total)


def _quiz(item: Item, progress: Progress) -> Standing:
    tally = progress.tally(_ids_within(item))
    if not tally.met:
        return _counted(tally.total, "question"), False
    if tally.met < tally.total:
        return f"{tally.met} of {tally.total} answered", False
    return f"{tally.right} of {tally.total} right", True


def _prompt(item: Item, progress: Progress) -> Standing:
    return ("explained", True) if progress.met(item.id) else ("in your own words", False)


_STANDINGS: dict[str, Callable[[Item, Progress], Standing]] = {
    "lessons": _lesson,
    "decks": _deck,
    "quizzes": _quiz,
    "prompts": _prompt,
}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{pluralize(number)}"


def _ids_within(item: Item) -> list[str]:
    return [piece.id for piece in pieces(item)]
