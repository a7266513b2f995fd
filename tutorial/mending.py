"""A miss brings back the cards of its concept: a forgotten card, a wrong option, a point left out, "Not yet".

Those met before are due at once; those never met come first among the new ones, so many a day as ever.
Nothing is written for it. A miss is evidence; when that is withdrawn, the cards are not due any more.
"""

from collections import defaultdict
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


def newest_miss(signs: Iterable[Sign]) -> Sign | None:
    """Of the signs of one concept; None once a later answer was right, whatever asked."""
    asked = [sign for sign in signs if sign.asked]
    newest = max((sign for sign in asked if not sign.right), key=_when, default=None)
    mended = newest and any(sign.right and sign.last > newest.last for sign in asked)
    return None if mended else newest


def to_mend(signs: Iterable[Sign]) -> frozenset[str]:
    """The concepts with a miss that no later answer has put right."""
    by_concept: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        by_concept[sign.concept].append(sign)
    return frozenset(concept for concept, alike in by_concept.items() if newest_miss(alike))


def _when(sign: Sign) -> datetime:
    return sign.last


def wanted(
    cards: Iterable[Card], memories: Mapping[str, Memory], missed: Mapping[str, datetime]
) -> frozenset[str]:
    """The ids of the cards with a concept that was missed after the card's last review.

    `memories` are by card id, of reviewed cards only; `missed` is what `missed_at` says. A card that is
    forgotten is missed at its own review, so this does not cut its learning step short.
    """
    return frozenset(
        card.id
        for card in cards
        if card.id in memories
        and any(missed[concept] > memories[card.id].last_review for concept in missed.keys() & card.concepts)
    )


def unseen_first(
    cards: Iterable[Card], memories: Mapping[str, Memory], missed: Mapping[str, datetime]
) -> list[Card]:
    """The cards never reviewed, in their order, those with a concept that was missed before the others."""
    unseen = (card for card in cards if card.id not in memories)
    return sorted(unseen, key=lambda card: missed.keys().isdisjoint(card.concepts))
