"""The front pages of two rooms: every lesson, every deck, and how far the visitor is with each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.current import learner_id
from tutorial.decks import Deck
from tutorial.library import Course, Item, library
from tutorial.programme import Entry, entry
from tutorial.progress import Progress, due_cards, latest_signs
from tutorial.rooms import ROOMS, Room


@dataclass(frozen=True, slots=True)
class Listed:
    """A lesson or a deck, with where the learner is; `due` counts the cards that are to be reviewed now."""

    item: Item
    entry: Entry
    due: int = 0


@dataclass(frozen=True, slots=True)
class CourseShelf:
    """What one course has for a room."""

    course: Course
    listed: tuple[Listed, ...]


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """Every lesson, with its minutes, or that it was read."""
    progress = Progress(latest_signs(learner_id(request)))
    shelves = tuple(_shelves(_room("lessons"), progress))
    unread = [listed for listed in _all(shelves) if not listed.entry.done]
    context = {
        "shelves": shelves,
        "next": unread[0] if unread else None,
        "begun": len(unread) < len(_all(shelves)),
    }
    return render(request, "tutorial/lessons.html", context)


@require_safe
def decks(request: HttpRequest) -> HttpResponse:
    """Every deck, with how many of its cards are due."""
    learner = learner_id(request)
    progress = Progress(latest_signs(learner), due_cards(learner, timezone.now()))
    shelves = tuple(_shelves(_room("decks"), progress))
    with_due = [listed for listed in _all(shelves) if listed.due]
    context = {
        "shelves": shelves,
        "due": sum(listed.due for listed in with_due),
        "next": with_due[0] if with_due else None,
    }
    return render(request, "tutorial/decks.html", context)


def _room(shelf: str) -> Room:
    return next(room for room in ROOMS if room.shelf == shelf)


def _shelves(room: Room, progress: Progress) -> Iterator[CourseShelf]:
    for course in library().courses:
        listed = tuple(
            Listed(item, entry(room, item, progress), _due(item, progress)) for item in room.items(course)
        )
        if listed:
            yield CourseShelf(course, listed)


def _all(shelves: Iterable[CourseShelf]) -> list[Listed]:
    return [listed for shelf in shelves for listed in shelf.listed]


def _due(item: Item, progress: Progress) -> int:
    cards = item.cards if isinstance(item, Deck) else ()
    return sum(card.id in progress.due for card in cards)
