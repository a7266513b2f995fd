"""What the page of a deck shows: the session as it stands, worked out from the learner's log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from tutorial.decks import Card, Deck, Level
from tutorial.fuzz import chance_of
from tutorial.intervals import session_in_words
from tutorial.leeches import leeches
from tutorial.library import library
from tutorial.mending import missed_at
from tutorial.models import CardSettings, Review
from tutorial.preferences import new_left, settings_of
from tutorial.review_forms import Scope
from tutorial.review_session import ReviewSession, Show, Standing, review_session
from tutorial.rooms import beside
from tutorial.scheduling import Grade, schedule


@dataclass(frozen=True, slots=True)
class Choice:
    """A grade as a button: what to send, what to say, the key, and when the card would come back."""

    value: str
    label: str
    key: int
    wait: timedelta
    usual: bool


@dataclass(frozen=True, slots=True)
class LevelLink:
    label: str
    cards: int
    url: str
    here: bool


def deck_page(learner: UUID | None, deck: Deck, scope: Scope, now: datetime) -> dict[str, object]:
    """The context of the template `tutorial/deck.html`."""
    cards = scope.cards(deck)
    settings = settings_of(learner)
    log = _log(learner, cards, scope)
    in_session = [review for review in log if review.at >= scope.since]
    newest = {review.card: review for review in log}  # the log is oldest first
    standing = _standing(learner, newest, settings, now)
    session = review_session(
        cards=cards,
        standing=standing,
        grades=((review.card, Grade(review.grade)) for review in in_session),
        show=scope.show,
        now=now,
    )
    return {
        "deck": deck,
        "scope": scope,
        "session": session,
        "cards": cards,
        "settings": settings,
        "new_left": standing.new_left,
        "headline": _headline(in_session, session, scope),
        "undo": in_session[-1] if in_session else None,
        "levels": _levels(deck, scope),
        **_links(deck, scope, now),
        **(_card(session.card, newest.get(session.card.id), settings, now) if session.card else {}),
    }


def address(name: str, deck: Deck, scope: Scope) -> str:
    return f"{reverse(name, args=[deck.id])}?{scope.query}"


def _log(learner: UUID | None, cards: Sequence[Card], scope: Scope) -> list[Review]:
    if learner is None:
        return []
    names = [card.id for card in cards]
    return list(Review.objects.for_session(learner=learner, cards=names, since=scope.since))


def _standing(
    learner: UUID | None, newest: Mapping[str, Review], settings: CardSettings, now: datetime
) -> Standing:
    return Standing(
        memories={card: review.memory for card, review in newest.items()},
        missed=missed_at(learner),
        new_left=new_left(learner, settings, now),
    )


def _headline(in_session: list[Review], session: ReviewSession, scope: Scope) -> str:
    if not in_session:
        return ""
    return session_in_words(len(session.ticks), in_session[-1].at - scope.since)


def _card(card: Card, last: Review | None, settings: CardSettings, now: datetime) -> dict[str, object]:
    """The card to show; `last` is its newest review, `showing` the number of the one to come."""
    return {
        "last": last,
        "showing": last.showing + 1 if last else 1,
        "choices": _choices(card, last, settings, now),
        "lapses": leeches(settings.learner_id, [last]).get(card.id) if last else None,
    }


def _choices(card: Card, last: Review | None, settings: CardSettings, now: datetime) -> list[Choice]:
    """The very intervals that the grades would bring."""
    memory, showing = (last.memory, last.showing + 1) if last else (None, 1)
    chance = chance_of(settings.learner_id, card.id, showing)
    return [
        Choice(
            value=grade.name.lower(),
            label=grade.word,
            key=key,
            wait=schedule(memory, grade, now, settings.scheduler, chance=chance).due - now,
            usual=grade is Grade.REMEMBERED,
        )
        for key, grade in enumerate(settings.offered, start=1)
    ]


def _levels(deck: Deck, scope: Scope) -> list[LevelLink]:
    """The levels this deck has, with how many cards, after a link to all of them."""
    counts = {level: sum(card.level is level for card in deck.cards) for level in Level}
    offered: list[tuple[str, int, Level | None]] = [("All", len(deck.cards), None)]
    offered += [(level.capitalize(), count, level) for level, count in counts.items() if count]
    return [
        LevelLink(label, count, address("tutorial:deck", deck, scope.at(level)), scope.level is level)
        for label, count, level in offered
    ]


def _links(deck: Deck, scope: Scope, now: datetime) -> dict[str, str]:
    return {
        "grade_url": address("tutorial:grade_card", deck, scope),
        "undo_url": address("tutorial:undo_last_grade", deck, scope),
        "forgotten_url": address("tutorial:deck", deck, scope.showing(Show.FORGOTTEN)),
        "later_url": address("tutorial:deck", deck, scope.showing(Show.DUE)),
        "more_url": address("tutorial:deck", deck, scope.showing(Show.MORE)),
        "all_url": address("tutorial:deck", deck, Scope(now, Show.ALL, scope.level)),
        "quiz_url": beside(deck, library().course_of(deck), "quizzes"),
        "lesson_url": reverse("tutorial:lesson", args=[library().paragraph(deck.cards[0].read).lesson.id]),
    }
