"""How far a learner has come, from what they showed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tutorial.decks import Deck
from tutorial.library import library
from tutorial.mending import missed_at, misses_in, to_mend, wanted
from tutorial.models import Review
from tutorial.scheduling import Memory
from tutorial.shown import Sign, signs_of


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `total` pieces of content: how many were `met` at all, and how many were `right` the last time."""

    right: int
    met: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`signs`: for each piece of content, the verdicts of the last time, one for each concept it tests.

    `due`: the cards that are to be reviewed now. `to_mend`: the concepts with a miss that nothing put right.
    """

    signs: Mapping[str, tuple[bool, ...]] = field(default_factory=dict)
    due: frozenset[str] = frozenset()
    to_mend: frozenset[str] = frozenset()

    def met(self, content_id: str) -> bool:
        return content_id in self.signs

    def right(self, content_id: str) -> bool:
        """Everything was right the last time. False for what was never met."""
        return self.met(content_id) and all(self.signs[content_id])

    def tally(self, content_ids: Iterable[str]) -> Tally:
        ids = list(content_ids)
        return Tally(sum(map(self.right, ids)), sum(map(self.met, ids)), len(ids))


def progress_of(learner: UUID | None, now: datetime) -> Progress:
    """What a learner showed the last time they met each piece of content, and what is due. Two queries."""
    signs = signs_of(learner)
    due = due_in(memories_of(learner), misses_in(signs), now)
    return Progress(latest(signs), due, to_mend(signs))


def latest_signs(learner: UUID | None) -> dict[str, tuple[bool, ...]]:
    """What a learner showed the last time they met each piece of content. One query; none for a newcomer."""
    return latest(signs_of(learner))


def latest(signs: Iterable[Sign]) -> dict[str, tuple[bool, ...]]:
    """The same, of signs that are known."""
    newest: dict[str, list[Sign]] = {}
    for sign in sorted(signs, key=lambda sign: sign.last):
        together = newest.get(sign.source, [])
        newest[sign.source] = [other for other in together if other.last == sign.last] + [sign]
    return {source: tuple(sign.right for sign in together) for source, together in newest.items()}


def due_cards(learner: UUID | None, now: datetime) -> frozenset[str]:
    """The cards whose time has come again, or that a miss has made due. Two queries; none for a newcomer."""
    return due_in(memories_of(learner), missed_at(learner), now)


def memories_of(learner: UUID | None) -> dict[str, Memory]:
    """What is known of each reviewed card, by its id. One query; none for a newcomer."""
    if learner is None:
        return {}
    return {review.card: review.memory for review in Review.objects.newest().filter(learner=learner)}


def due_in(memories: Mapping[str, Memory], missed: Mapping[str, datetime], now: datetime) -> frozenset[str]:
    """The cards that are due, of what is known. One never reviewed is new, not due, whatever was missed."""
    cards = (card for deck in library().all(Deck) for card in deck.cards)
    timely = (card for card, memory in memories.items() if memory.due <= now)
    return wanted(cards, memories, missed).union(timely)
