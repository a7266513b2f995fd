"""What is ahead: the cards that fall due on each of the next days, of all decks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.current import learner_id
from tutorial.decks import Deck
from tutorial.forecast import forecast
from tutorial.library import library
from tutorial.mending import missed_at
from tutorial.progress import due_in, memories_of


@require_safe
def ahead(request: HttpRequest) -> HttpResponse:
    """A picture and a table of the next days."""
    learner, now = learner_id(request), timezone.now()
    cards = {card.id for deck in library().all(Deck) for card in deck.cards}
    memories = {card: memory for card, memory in memories_of(learner).items() if card in cards}
    due = {card: memory.due for card, memory in memories.items()}
    due |= dict.fromkeys(due_in(memories, missed_at(learner), now), now)
    days = forecast(due.values(), now)
    return render(
        request,
        "tutorial/ahead.html",
        {"days": days, "cards": sum(day.cards for day in days), "new": len(cards) - len(due)},
    )
