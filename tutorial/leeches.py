"""Leeches: cards that are learnt and forgotten again and again. Another flip will not help with them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count

from tutorial.models import Review

LAPSES = 4


def leeches(learner: UUID | None, newest: Iterable[Review]) -> dict[str, int]:
    """How often each leech was forgotten after it had been learnt, by card id.

    `newest` are the newest reviews of the cards in question. One query; none while no card has been shown
    often enough.
    """
    cards = [
        review.card for review in newest if review.showing >= 2 * LAPSES
    ]  # learnt, forgotten, learnt ...
    if not cards:
        return {}
    lapses = Review.objects.filter(learner=learner, card__in=cards).lapses()
    counted = lapses.values("card").annotate(lapses=Count("pk")).filter(lapses__gte=LAPSES)
    return dict(counted.values_list("card", "lapses"))
