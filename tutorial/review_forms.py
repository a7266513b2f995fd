"""What a browser may say to a review session: which cards, which grade, which review to undo."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from tutorial.decks import Card, Deck, Level
from tutorial.review_session import Show
from tutorial.scheduling import Grade

LONGEST_SESSION = timedelta(hours=12)
LARGEST = 2**31 - 1
GONE = "That card is no longer in this deck."
STALE = "Grade the card as it is shown now."
UNKNOWN_GRADE = "Choose one of the grades."


@dataclass(frozen=True, slots=True)
class Scope:
    """The cards of a deck that a session goes through, and when it began. It lives in the page's address."""

    since: datetime
    show: Show = Show.DUE
    level: Level | None = None

    def cards(self, deck: Deck) -> tuple[Card, ...]:
        return tuple(card for card in deck.cards if self.level in (None, card.level))

    def showing(self, show: Show) -> "Scope":
        return replace(self, show=show)

    def at(self, level: Level | None) -> "Scope":
        return replace(self, level=level)

    @property
    def query(self) -> str:
        """The scope as the query string of an address; the time in milliseconds since 1970."""
        said = {"level": self.level, "show": None if self.show is Show.DUE else self.show}
        return urlencode(
            {name: value for name, value in said.items() if value} | {"since": self._milliseconds}
        )

    @property
    def _milliseconds(self) -> int:
        return int(self.since.timestamp() * 1000)


class ScopeForm(forms.Form):
    """Whatever is missing, wrong or too old in an address falls back to a session that begins now."""

    level = forms.TypedChoiceField(choices=[(level, level) for level in Level], coerce=Level, required=False)
    show = forms.TypedChoiceField(
        choices=[(show, show) for show in Show], coerce=Show, required=False, empty_value=Show.DUE
    )
    since = forms.IntegerField(min_value=0, required=False)

    def scope(self, now: datetime) -> Scope:
        self.is_valid()  # an invalid field is not in cleaned_data
        said = self.cleaned_data
        return Scope(
            since=_recent(said.get("since"), now),
            show=said.get("show", Show.DUE),
            level=said.get("level") or None,
        )


class GradeForm(forms.Form):
    """One grade. `cleaned_data` has the Card of this deck, its `showing` and the Grade."""

    card = forms.CharField(error_messages={"required": GONE})
    showing = forms.IntegerField(
        min_value=1,
        max_value=LARGEST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), STALE),
    )
    grade = forms.TypedChoiceField(
        choices=[(grade.name.lower(), grade.word) for grade in Grade],
        coerce=lambda name: Grade[name.upper()],
        error_messages=dict.fromkeys(("required", "invalid_choice"), UNKNOWN_GRADE),
    )

    def __init__(self, deck: Deck, data: QueryDict) -> None:
        super().__init__(data)
        self._cards = {card.id: card for card in deck.cards}

    def clean_card(self) -> Card:
        card = self._cards.get(self.cleaned_data["card"])
        if card is None:
            raise forms.ValidationError(GONE)
        return card


class UndoForm(forms.Form):
    review = forms.IntegerField(min_value=1, max_value=LARGEST)


def first_error(form: forms.Form) -> str:
    errors: list[Any] = list(form.errors.values())
    return str(errors[0][0])


def _recent(milliseconds: int | None, now: datetime) -> datetime:
    latest = int(now.timestamp() * 1000)
    earliest = latest - LONGEST_SESSION // timedelta(milliseconds=1)
    if milliseconds is None or not earliest <= milliseconds <= latest:
        return now
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
