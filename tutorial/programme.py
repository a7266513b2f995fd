"""A course as a programme: everything there is to do, in order, and how far the learner has come with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from django.template.defaultfilters import pluralize

from tutorial.library import Course, Item, Lesson, Line
from tutorial.progress import Progress
from tutorial.rooms import ROOMS, Room, demo_url, pieces

AT_A_GLANCE = 3  # entries of an act that has many


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
    """One way to learn, with what the course has for it. `at_will`: for whoever likes, at any time."""

    verb: str
    entries: tuple[Entry, ...]
    at_will: bool = False

    @property
    def shown(self) -> tuple[Entry, ...]:
        """All entries if they are few, else some, beginning with the first that is not done."""
        if len(self.entries) <= AT_A_GLANCE + 1:
            return self.entries
        current = next((place for place, entry in enumerate(self.entries) if not entry.done), 0)
        start = min(current, len(self.entries) - AT_A_GLANCE)
        return self.entries[start : start + AT_A_GLANCE]

    @property
    def folded(self) -> tuple[Entry, ...]:
        """The others."""
        return tuple(entry for entry in self.entries if entry not in self.shown)

    def beside(self, place: int) -> Entry:
        """What goes with the entry at that place of another act: the one at the same place, or the last."""
        return self.entries[min(place, len(self.entries) - 1)]


@dataclass(frozen=True, slots=True)
class Programme:
    """`to_mend` counts the concepts with a miss that nothing has put right: these come before all else."""

    course: Course
    acts: tuple[Act, ...]
    to_mend: int = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for act in self.acts for entry in act.entries)

    @property
    def next(self) -> Entry | None:
        """What to do now: the first thing not done, or the last one, which can be done again and again.

        A lesson is followed by the cards, the quiz and the prompt in the same place, and by the next
        lesson after them.
        """
        in_turn = zip_longest(*(act.entries for act in self.acts if not act.at_will))
        at_will = (act.entries for act in self.acts if act.at_will)
        entries = [entry for entry in chain(*in_turn, *at_will) if entry]
        return next((entry for entry in entries if not entry.done), entries[-1] if entries else None)

    def after(self, url: str) -> tuple[Entry, ...]:
        """The two ways on from the entry at `url`: its neighbour, and what goes with it in later acts."""
        ways: list[Entry] = []
        place = None
        for act in self.acts:
            places = [entry.url for entry in act.entries]
            if place is not None:
                ways.append(act.beside(place))
            elif url in places:
                place = places.index(url)
                ways += act.entries[place + 1 :][:1]
        return tuple(ways[:2])


Standing = tuple[str, bool]


def programme(course: Course, progress: Progress) -> Programme:
    to_mend = sum(concept.id in progress.to_mend for concept in course.concepts)
    return Programme(course, tuple(_acts(course, progress)), to_mend)


def _acts(course: Course, progress: Progress) -> Iterator[Act]:
    for room in ROOMS:
        entries = tuple(entry(room, item, progress) for item in room.items(course))
        if entries:
            yield Act(room.verb, entries)
    if course.demos:
        demos = (
            Entry(demo.title, demo_url(demo), demo.summary.text, progress.met(demo.demo), "the demo")
            for demo in course.demos
        )
        yield Act("Watch", tuple(demos), at_will=True)


def entry(room: Room, item: Item, progress: Progress) -> Entry:
    """What there is to do, and where the learner is with it."""
    words, done = _STANDINGS[room.shelf](item, progress)
    return Entry(getattr(item, "title", item.id), room.url(item), words, done, room.noun)


def _lesson(item: Item, progress: Progress) -> Standing:
    if progress.met(item.id):
        return "read", True
    return (f"about {_counted(item.minutes, 'minute')}" if isinstance(item, Lesson) else ""), False


def _deck(item: Item, progress: Progress) -> Standing:
    cards = _ids_within(item)
    tally, due = progress.tally(cards), len(progress.due.intersection(cards))
    words = f"{tally.right} of {tally.total} remembered" if tally.met else _counted(tally.total, "card")
    return (f"{words}, {due} due now", False) if due else (words, tally.met == tally.total)


def _quiz(item: Item, progress: Progress) -> Standing:
    tally = progress.tally(_ids_within(item))
    if not tally.met:
        return _counted(tally.total, "question"), False
    if tally.met < tally.total:
        return f"{tally.met} of {tally.total} answered", False
    return f"done, {tally.right} of {tally.total} right", True


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
