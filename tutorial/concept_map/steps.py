"""The one next thing to do about a concept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from itertools import islice

from tutorial.concept_map.places import About, Place
from tutorial.library import Demo, Paragraph
from tutorial.rooms import demo_url


class Reason(IntEnum):
    """Why something is next, the most pressing of all concepts first: wrong, fading, then new."""

    MISSED = 1
    DUE = 2
    NOT_READ = 3
    NEW_CARD = 4
    NOT_ANSWERED = 5
    NOT_EXPLAINED = 6

    @property
    def why(self) -> str:
        """Said of the concept, after its name and a colon."""
        return _WHY[self]


_WHY = {
    Reason.MISSED: "you missed it, and nothing has put it right yet",
    Reason.DUE: "a card about it is due",
    Reason.NOT_READ: "you have not read a lesson about it yet",
    Reason.NEW_CARD: "there is a card about it that you have not met",
    Reason.NOT_ANSWERED: "no question has asked you about it yet",
    Reason.NOT_EXPLAINED: "you have not explained it in your own words yet",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What matters here of a learner and one concept.

    `missed_at` is None once a later answer was right; `read_at` and `watched_at` are the last times. `due`:
    the cards that are due now. `met`: whatever has asked about the concept so far. Both by id.
    """

    missed_at: datetime | None = None
    read_at: datetime | None = None
    watched_at: datetime | None = None
    due: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: `act` is a verb, `title` what to do it with, `beside` where that is."""

    reason: Reason
    act: str
    title: str
    url: str
    beside: str = ""


def next_step(known: Known, about: About) -> Step | None:
    """The first of these that there is; None when all is well until a card is due.

    1. Missed: the paragraph that mends it, unless its lesson was read since; then the demo, unless it was
       watched since; then what asks again, a card before a question.
    2. Never asked, and no lesson about it read: its first paragraph.
    3. A card is due: its deck.
    4. Asked, but no lesson about it read: its first paragraph.
    5. Something about it is new: a card, the questions, an explain prompt, in this order.
    """
    return next(_steps(known, about), None)


def _steps(known: Known, about: About) -> Iterator[Step]:
    if known.missed_at:
        yield from _mending(known, known.missed_at, about)
    if not known.met:
        yield from _first_reading(known, about)
    yield from _ask(Reason.DUE, "Flip", (card for card in about.cards if card.id in known.due))
    yield from _first_reading(known, about)
    yield from _ask(Reason.NEW_CARD, "Flip", _unless_met(about.cards, known))
    if known.met.isdisjoint(question.id for question in about.questions):
        yield from _ask(Reason.NOT_ANSWERED, "Answer", about.questions)
    yield from _ask(Reason.NOT_EXPLAINED, "Explain", _unless_met(about.prompts, known))


def _mending(known: Known, missed_at: datetime, about: About) -> Iterator[Step]:
    watched = known.watched_at is not None and known.watched_at > missed_at
    been_back = watched or (known.read_at is not None and known.read_at > missed_at)
    if not been_back:
        yield from (read(paragraph) for paragraph in about.paragraphs)
    if about.demo and not watched:
        yield watch(about.demo)
    yield from _asking_again(about, known.due)


def _first_reading(known: Known, about: About) -> Iterator[Step]:
    if known.read_at is None:
        yield from (read(paragraph, Reason.NOT_READ) for paragraph in about.paragraphs)


def mending(about: About, due: frozenset[str]) -> Iterator[Step]:
    """The whole way from a miss to a right answer: the paragraph, the demo, then what asks again."""
    yield from islice(map(read, about.paragraphs), 1)
    if about.demo:
        yield watch(about.demo)
    yield from islice(_asking_again(about, due), 1)


def _asking_again(about: About, due: frozenset[str]) -> Iterator[Step]:
    """Due cards, other cards, questions."""
    yield from _ask(Reason.MISSED, "Flip", sorted(about.cards, key=lambda card: card.id not in due))
    yield from _ask(Reason.MISSED, "Answer", about.questions)


def read(paragraph: Paragraph, reason: Reason = Reason.MISSED) -> Step:
    return Step(reason, "Read", paragraph.heading, paragraph.url, paragraph.lesson_title)


def watch(demo: Demo, reason: Reason = Reason.MISSED) -> Step:
    return Step(reason, "Watch", demo.title.text, demo_url(demo))


def _ask(reason: Reason, act: str, places: Iterable[Place]) -> Iterator[Step]:
    return (Step(reason, act, place.title, place.url) for place in places)


def _unless_met(places: Iterable[Place], known: Known) -> Iterator[Place]:
    return (place for place in places if place.id not in known.met)
