"""A review session of flashcards: the page, a grade, and the last grade taken back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url

from learners.current import learner_for_writing, learner_id
from tutorial import reviews
from tutorial.decks import Deck
from tutorial.htmx import HtmxHttpRequest
from tutorial.review_forms import GradeForm, Scope, ScopeForm, UndoForm, first_error
from tutorial.views.deck_page import address, deck_page
from tutorial.views.found import found_or_404

ALREADY_GRADED = "That card already has its grade, so this one was not counted."
NOTHING_TO_UNDO = "There is no grade to undo."


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def deck(request: HttpRequest, deck: str) -> HttpResponse:
    """The session as it stands. Reading writes nothing."""
    found = found_or_404(Deck, deck)
    now = timezone.now()
    return render(request, "tutorial/deck.html", _context(request, found, _scope(request, now), now))


@require_POST
@vary_on_headers("HX-Request", "HX-Target")
def grade_card(request: HtmxHttpRequest, deck: str) -> HttpResponse:
    """Keep one grade and show the next card."""
    found = found_or_404(Deck, deck)
    form = GradeForm(found, request.POST)
    if not form.is_valid():
        return _answer(request, found, first_error(form))
    try:
        reviews.grade_card(learner=learner_for_writing(request), **form.cleaned_data, now=timezone.now())
    except reviews.AlreadyGraded:
        return _answer(request, found, ALREADY_GRADED)
    return _answer(request, found)


@require_POST
@vary_on_headers("HX-Request", "HX-Target")
def undo_last_grade(request: HtmxHttpRequest, deck: str) -> HttpResponse:
    """Take the last grade back and show its card again."""
    found = found_or_404(Deck, deck)
    form, learner = UndoForm(request.POST), learner_id(request)
    if learner is None or not form.is_valid():
        return _answer(request, found, NOTHING_TO_UNDO)
    try:
        reviews.undo_last_grade(learner=learner, **form.cleaned_data, now=timezone.now())
    except reviews.NothingToUndo:
        return _answer(request, found, NOTHING_TO_UNDO)
    return _answer(request, found)


def _scope(request: HttpRequest, now: datetime) -> Scope:
    return ScopeForm(request.GET).scope(now)


def _answer(request: HtmxHttpRequest, deck: Deck, notice: str = "") -> HttpResponse:
    """What follows a grade: the session's part of the page for htmx, else the whole page by a redirect."""
    if notice:
        messages.info(request, notice)
    now = timezone.now()
    scope = _scope(request, now)
    page = address("tutorial:deck", deck, scope)
    if not request.htmx:
        return HttpResponseRedirect(page)
    response = render(request, "tutorial/deck.html#review", _context(request, deck, scope, now))
    return replace_url(response, page)


def _context(request: HttpRequest, deck: Deck, scope: Scope, now: datetime) -> dict[str, object]:
    page = deck_page(learner_id(request), deck, scope, now)
    return {**page, "notices": messages.get_messages(request)}
