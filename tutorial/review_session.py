"""What to show next, and how the session stands: worked out anew each time from the log of reviews.

A session has no row and no cookie. It is the reviews of some cards since a time, and both are in its
address, so a reload, a second tab and the back button all see what is true.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tutorial.decks import Card
from tutorial.mending import unseen_first, wanted
from tutorial.scheduling import Grade, Memory

SOON = timedelta(days=1)


class Show(StrEnum):
    """Which cards a session goes through."""

    DUE = "due"  # the ones due now, then the new ones of today
    MORE = "more"  # the same, with new ones beyond what is meant for today
    FORGOTTEN = "forgotten"  # the ones whose last grade in this session is Forgot, until none is left
    ALL = "all"  # every one once, due or not


class Tick(StrEnum):
    """One card in the progress bar, with the class that draws it."""

    REMEMBERED = "ok"
    FORGOTTEN = "no"
    NOW = "at"
    WAITING = "wait"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a learner brings to a session: the `memories` of reviewed cards by card id, when each concept was
    `missed` (see `mending`), and how many new cards are left for today."""

    memories: Mapping[str, Memory]
    missed: Mapping[str, datetime] = field(default_factory=dict)
    new_left: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card that comes back, and how long until then: no time at all for a wanted one."""

    card: Card
    wait: timedelta


@dataclass(frozen=True, slots=True)
class ReviewSession:
    """Counts are of cards, not of showings: a card forgotten and then remembered is remembered."""

    card: Card | None  # the one to show now
    position: int  # its place among `ticks`, from 1
    again: bool  # it was graded before in this session
    ticks: tuple[Tick, ...]
    remembered: int
    forgotten: int
    waiting: tuple[Waiting, ...]  # soonest first
    held_back: int  # new cards beyond what is meant for today

    @property
    def begun(self) -> bool:
        return self.remembered + self.forgotten > 0

    @property
    def due_soon(self) -> tuple[Waiting, ...]:
        """The cards that come back within a day."""
        return tuple(waiting for waiting in self.waiting if waiting.wait <= SOON)


def review_session(
    *,
    cards: Sequence[Card],
    standing: Standing,
    grades: Iterable[tuple[str, Grade]],
    show: Show,
    now: datetime,
) -> ReviewSession:
    """The session over `cards` (in deck order), with its `grades` by card id, oldest first."""
    last_grade = dict(grades)  # keeps the place of a card's first grade, and the value of its last
    by_id = {card.id: card for card in cards}
    graded = [by_id[card] for card in last_grade]
    queue = _queue(cards, standing, last_grade, show, now)
    current = queue[0] if queue else None
    order = [*graded, *(card for card in queue if card.id not in last_grade)]
    return ReviewSession(
        card=current,
        position=order.index(current) + 1 if current else 0,
        again=current is not None and current.id in last_grade,
        ticks=tuple(_tick(card, current, last_grade) for card in order),
        remembered=sum(grade is not Grade.FORGOT for grade in last_grade.values()),
        forgotten=sum(grade is Grade.FORGOT for grade in last_grade.values()),
        waiting=_waiting(cards, standing, last_grade, now),
        held_back=len(_new_ones(cards, standing)[standing.new_left :]) if show is Show.DUE else 0,
    )


def _queue(
    cards: Sequence[Card], standing: Standing, last_grade: Mapping[str, Grade], show: Show, now: datetime
) -> list[Card]:
    memories = standing.memories
    seen = sorted((card for card in cards if card.id in memories), key=lambda card: memories[card.id].due)
    new = _new_ones(cards, standing)
    if show is Show.FORGOTTEN:
        return [card for card in seen if last_grade.get(card.id) is Grade.FORGOT]
    if show is Show.ALL:
        return [card for card in [*seen, *new] if card.id not in last_grade]
    # What was graded in this session comes back in it by its own time only: no miss leads round in a circle.
    missed = _wanted(cards, standing) - last_grade.keys()
    due = [card for card in seen if memories[card.id].due <= now or card.id in missed]
    limit = None if show is Show.MORE else standing.new_left
    return due + new[:limit]


def _new_ones(cards: Sequence[Card], standing: Standing) -> list[Card]:
    """The cards to be met, so many a day: first what was missed elsewhere, else in the deck's order."""
    return unseen_first(cards, standing.memories, standing.missed)


def _wanted(cards: Sequence[Card], standing: Standing) -> frozenset[str]:
    return wanted(cards, standing.memories, standing.missed)


def _tick(card: Card, current: Card | None, last_grade: Mapping[str, Grade]) -> Tick:
    if card is current:
        return Tick.NOW
    if card.id not in last_grade:
        return Tick.WAITING
    return Tick.FORGOTTEN if last_grade[card.id] is Grade.FORGOT else Tick.REMEMBERED


def _waiting(
    cards: Sequence[Card], standing: Standing, last_grade: Mapping[str, Grade], now: datetime
) -> tuple[Waiting, ...]:
    at_once = _wanted(cards, standing)
    seen = (card for card in cards if card.id in standing.memories)
    waits = [Waiting(card, _wait(standing.memories[card.id], card.id in at_once, now)) for card in seen]
    later = [one for one in waits if one.wait > timedelta(0) or one.card.id in at_once & last_grade.keys()]
    return tuple(sorted(later, key=lambda waiting: waiting.wait))


def _wait(memory: Memory, at_once: bool, now: datetime) -> timedelta:
    return timedelta(0) if at_once else max(memory.due - now, timedelta(0))
