"""What became of the cards: all that the learner has met, and every grade of one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learners.current import learner_id
from tutorial import card_history as histories

ON_A_PAGE = 30


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The cards that the learner has met, removed ones too."""
    return render(request, "tutorial/history.html", {"met": histories.met_cards(learner_id(request))})


@require_safe
def card_history(request: HttpRequest, card: str) -> HttpResponse:
    """Every grade of one card, undone ones too, the newest first, and what it used to say."""
    try:
        found = histories.card_history(learner_id(request), card)
    except KeyError:
        raise Http404(f"There is no card {card}") from None
    page = Paginator(found.grades, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "tutorial/card_history.html", {"history": found, "page": page, "card_id": card})
