from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict

from tests.tutorial.cards import NOON, a_card
from tutorial.decks import Deck, Level
from tutorial.review_forms import GradeForm, Scope, ScopeForm, UndoForm, first_error
from tutorial.review_session import Show
from tutorial.scheduling import Grade

DECK = Deck(id="deck", title="Deck", cards=(a_card("queue"), a_card("broker", Level.INTERMEDIATE)))


def scope_of(query: str, now: datetime = NOON) -> Scope:
    return ScopeForm(QueryDict(query)).scope(now)


class TestScope:
    @pytest.mark.parametrize("show", Show)
    @pytest.mark.parametrize("level", [None, *Level])
    def test_survives_its_own_address(self, show: Show, level: Level | None) -> None:
        scope = Scope(NOON - timedelta(minutes=5), show, level)
        assert scope_of(scope.query) == scope

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "level=&show=&since=",
            "level=nonsense&show=nonsense&since=nonsense",
            "since=-1",
            "since=99999999999999999999999999",
            f"since={int((NOON + timedelta(hours=1)).timestamp() * 1000)}",
            f"since={int((NOON - timedelta(days=2)).timestamp() * 1000)}",
            "level=%00&show=%00",
        ],
    )
    def test_falls_back_to_a_session_that_begins_now(self, query: str) -> None:
        assert scope_of(query) == Scope(NOON)

    def test_never_begins_after_a_review_of_the_same_instant(self) -> None:
        now = datetime(2026, 3, 2, 12, 0, 0, 123_999, tzinfo=UTC)
        assert scope_of(Scope(now).query, now).since <= now

    def test_holds_the_cards_of_its_level(self) -> None:
        assert Scope(NOON).cards(DECK) == DECK.cards
        assert Scope(NOON, level=Level.INTERMEDIATE).cards(DECK) == DECK.cards[1:]
        assert Scope(NOON, level=Level.ADVANCED).cards(DECK) == ()


class TestGradeForm:
    def test_gives_what_grade_card_takes(self) -> None:
        form = GradeForm(DECK, QueryDict("card=broker&showing=2&grade=remembered"))
        assert form.is_valid()
        assert form.cleaned_data == {"card": DECK.cards[1], "showing": 2, "grade": Grade.REMEMBERED}

    @pytest.mark.parametrize(
        ("query", "says"),
        [
            ("card=gone&showing=1&grade=forgot", "That card is no longer in this deck."),
            ("showing=1&grade=forgot", "That card is no longer in this deck."),
            ("card=queue&showing=1&grade=perfect", "Choose one of the grades."),
            ("card=queue&showing=1", "Choose one of the grades."),
            ("card=queue&grade=forgot", "Grade the card as it is shown now."),
            ("card=queue&showing=0&grade=forgot", "Grade the card as it is shown now."),
            ("card=queue&showing=99999999999999999999&grade=forgot", "Grade the card as it is shown now."),
        ],
    )
    def test_says_what_is_wrong(self, query: str, says: str) -> None:
        assert first_error(GradeForm(DECK, QueryDict(query))) == says


@pytest.mark.parametrize("query", ["", "review=x", "review=0", "review=99999999999999999999"])
def test_undo_form_refuses_what_is_no_review(query: str) -> None:
    assert not UndoForm(QueryDict(query)).is_valid()
