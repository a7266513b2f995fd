"""A miss makes the cards of its concept due: a forgotten card, a wrong option, a point left out, "Not yet".

Nothing is written for it. A miss is evidence; when that is withdrawn, the cards are not due any more.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from learners.models import Evidence
from tutorial.decks import Card
from tutorial.scheduling import Memory
from tutorial.shown import Sign


def missed_at(learner: UUID | None) -> dict[str, datetime]:
    """When each concept was last missed, by its id; concepts never missed are left out.

    One query; none for a newcomer.
    """
    if learner is None:
        return {}
    misses = Evidence.objects.filter(learner=learner, right=False, withdrawn_at=None)
    newest = misses.order_by().values("concept").annotate(at=Max("at"))
    return dict(newest.values_list("concept", "at"))


def misses_in(signs: Iterable[Sign]) -> dict[str, datetime]:
    """The same, of signs that are known already."""
    missed: dict[str, datetime] = {}
    for sign in signs:
        if not sign.right:
            missed[sign.concept] = max(sign.last, missed.get(sign.concept, sign.last))
    return missed


def wanted(
    cards: Iterable[Card], memories: Mapping[str, Memory], missed: Mapping[str, datetime]
) -> frozenset[str]:
    """The ids of the cards with a concept that was missed after the card's last review, or before its first.

    `memories` are by card id, of reviewed cards only; `missed` is what `missed_at` says. A card that is
    forgotten is missed at its own review, so this does not cut its learning step short.
    """
    return frozenset(card.id for card in cards if _is_wanted(card, memories.get(card.id), missed))


def _is_wanted(card: Card, memory: Memory | None, missed: Mapping[str, datetime]) -> bool:
    misses = [missed[concept] for concept in card.concepts if concept in missed]
    return bool(misses) and (memory is None or max(misses) > memory.last_review)
