"""A review session of flashcards: the page, a grade, and the last grade taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url

from learners.current import learner_for_writing, learner_id
from tutorial import reviews
from tutorial.decks import Card, Deck, Level
from tutorial.htmx import HtmxHttpRequest
from tutorial.intervals import session_in_words
from tutorial.library import library
from tutorial.models import Review
from tutorial.review_forms import GradeForm, Scope, ScopeForm, UndoForm, first_error
from tutorial.review_session import ReviewSession, Show, review_session
from tutorial.scheduling import Grade, Memory, schedule

ALREADY_GRADED = "That card already has its grade, so this one was not counted."
NOTHING_TO_UNDO = "There is no grade to undo."


@dataclass(frozen=True, slots=True)
class Choice:
    """A grade as a button: what to send, what to say, the key, and when the card would come back."""

    value: str
    label: str
    key: int
    wait: timedelta


@dataclass(frozen=True, slots=True)
class LevelLink:
    label: str
    cards: int
    url: str
    here: bool


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def deck(request: HttpRequest, deck: str) -> HttpResponse:
    """The session as it stands. Reading writes nothing."""
    found = _deck_or_404(deck)
    now = timezone.now()
    return render(request, "tutorial/deck.html", _context(request, found, _scope(request, now), now))


@require_POST
@vary_on_headers("HX-Request", "HX-Target")
def grade_card(request: HtmxHttpRequest, deck: str) -> HttpResponse:
    """Keep one grade and show the next card."""
    found = _deck_or_404(deck)
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
    found = _deck_or_404(deck)
    form, learner = UndoForm(request.POST), learner_id(request)
    if learner is None or not form.is_valid():
        return _answer(request, found, NOTHING_TO_UNDO)
    try:
        reviews.undo_last_grade(learner=learner, **form.cleaned_data, now=timezone.now())
    except reviews.NothingToUndo:
        return _answer(request, found, NOTHING_TO_UNDO)
    return _answer(request, found)


def _deck_or_404(name: str) -> Deck:
    try:
        return library().find(Deck, name)
    except KeyError:
        raise Http404(f"There is no deck {name}") from None


def _scope(request: HttpRequest, now: datetime) -> Scope:
    return ScopeForm(request.GET).scope(now)


def _answer(request: HtmxHttpRequest, deck: Deck, notice: str = "") -> HttpResponse:
    """What follows a grade: the session's part of the page for htmx, else the whole page by a redirect."""
    if notice:
        messages.info(request, notice)
    now = timezone.now()
    scope = _scope(request, now)
    address = _address("tutorial:deck", deck, scope)
    if not request.htmx:
        return HttpResponseRedirect(address)
    response = render(request, "tutorial/deck.html#review", _context(request, deck, scope, now))
    return replace_url(response, address)


def _address(name: str, deck: Deck, scope: Scope) -> str:
    return f"{reverse(name, args=[deck.id])}?{scope.query}"


def _context(request: HttpRequest, deck: Deck, scope: Scope, now: datetime) -> dict[str, object]:
    cards = scope.cards(deck)
    log = _log(request, cards, scope)
    in_session = [review for review in log if review.at >= scope.since]
    newest = {review.card: review for review in log}  # the log is oldest first
    session = review_session(
        cards=cards,
        memories={card: review.memory for card, review in newest.items()},
        grades=((review.card, Grade(review.grade)) for review in in_session),
        show=scope.show,
        now=now,
    )
    last = newest.get(session.card.id) if session.card else None
    return {
        "deck": deck,
        "scope": scope,
        "session": session,
        "cards": cards,
        "headline": _headline(in_session, session, scope),
        "undo": in_session[-1] if in_session else None,
        "showing": last.showing + 1 if last else 1,
        "choices": _choices(last.memory if last else None, now),
        "levels": _levels(deck, scope),
        "grade_url": _address("tutorial:grade_card", deck, scope),
        "undo_url": _address("tutorial:undo_last_grade", deck, scope),
        "forgotten_url": _address("tutorial:deck", deck, scope.showing(Show.FORGOTTEN)),
        "later_url": _address("tutorial:deck", deck, scope.showing(Show.DUE)),
        "all_url": _address("tutorial:deck", deck, Scope(now, Show.ALL, scope.level)),
        "lesson_url": reverse("tutorial:lesson", args=[library().paragraph(deck.cards[0].read).lesson.id]),
        "notices": messages.get_messages(request),
    }


def _log(request: HttpRequest, cards: tuple[Card, ...], scope: Scope) -> list[Review]:
    learner = learner_id(request)
    if learner is None:
        return []
    names = [card.id for card in cards]
    return list(Review.objects.for_session(learner=learner, cards=names, since=scope.since))


def _headline(in_session: list[Review], session: ReviewSession, scope: Scope) -> str:
    if not in_session:
        return ""
    return session_in_words(len(session.ticks), in_session[-1].at - scope.since)


def _choices(memory: Memory | None, now: datetime) -> list[Choice]:
    return [
        Choice(grade.name.lower(), grade.name.title(), key, schedule(memory, grade, now).due - now)
        for key, grade in enumerate(Grade, start=1)
    ]


def _levels(deck: Deck, scope: Scope) -> list[LevelLink]:
    """The levels this deck has, with how many cards, after a link to all of them."""
    counts = {level: sum(card.level is level for card in deck.cards) for level in Level}
    offered: list[tuple[str, int, Level | None]] = [("All", len(deck.cards), None)]
    offered += [(level.capitalize(), count, level) for level, count in counts.items() if count]
    return [
        LevelLink(label, count, _address("tutorial:deck", deck, scope.at(level)), scope.level is level)
        for label, count, level in offered
    ]
