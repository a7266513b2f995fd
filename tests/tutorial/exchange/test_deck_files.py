"""A deck file and the list of a course are written so that the site reads the same again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tutorial.decks import Card, Level
from tutorial.exchange.card_ids import LONGEST, card_id, is_slug, within
from tutorial.exchange.course_list import with_deck
from tutorial.exchange.deck_file import deck_yaml
from tutorial.exchange.drafts import Draft
from tutorial.exchange.sides import printable
from tutorial.library import Line, Prose
from tutorial.library.faults import Fault, Report
from tutorial.library.located import Map
from tutorial.library.yaml_reading import read_yaml


class TestIds:
    @given(st.text(), st.text(), st.from_regex(r"[a-z0-9]{1,40}(-[a-z0-9]{1,19}){0,2}", fullmatch=True))
    def test_are_ids_and_always_the_same(self, key: str, question: str, deck: str) -> None:
        draft = Draft(key=key, question=question, answer="a")
        name = card_id(draft, deck)
        assert is_slug(name)
        assert name == card_id(draft, deck)
        assert is_slug(within(deck, name))

    @given(st.text(min_size=1), st.text(), st.text())
    def test_do_not_follow_the_wording_where_there_is_a_key(self, key: str, one: str, other: str) -> None:
        ids = {card_id(Draft(key=key, question=words, answer=words), "deck") for words in (one, other)}
        assert len(ids) == 1

    def test_can_be_read(self) -> None:
        name = card_id(Draft(question="What is a *queue*?", answer="a"), "deck")
        assert name.startswith("what-is-a-queue-")
        assert card_id(Draft(id="our-own", key="k", question="q", answer="a"), "deck") == "our-own"
        assert card_id(Draft(id="Not ours", question="q", answer="a"), "deck").startswith("deck-")
        assert len(within("d" * LONGEST, "n" * LONGEST)) <= LONGEST


class TestADeckFile:
    @given(st.text().map(printable).filter(str.strip), st.text().map(printable).filter(str.strip))
    @example("0\n\n", "0")
    def test_holds_any_text(self, title: str, answer: str) -> None:
        card = Card(
            id="a-card",
            level=Level.BEGINNER,
            question=Line("x" * 120),
            answer=Prose.__new__(Prose),
            concepts=("one", "two"),
            read="lesson#paragraph",
        ).model_copy(update={"answer": Prose(f"x {answer}")})
        faults: list[Fault] = []
        data = read_yaml(deck_yaml(deck="d", title=title, cards=[card, card]), Report("d.yaml", faults))
        assert faults == []
        assert isinstance(data, Map)
        assert data == {"id": "d", "title": title, "cards": [card.model_dump(mode="json")] * 2}

    @pytest.mark.parametrize(
        ("course", "changed"),
        [
            ("id: c\ndecks: [a]\norder: 1\n", "id: c\ndecks: [a, b]\norder: 1\n"),
            ("decks: []\n", "decks: [b]\n"),
            ("decks: [\n  a,\n  c,\n]\n", None),
            ("decks:\n  - a\n  - c  # last\nid: c\n", "decks:\n  - a\n  - c\n  - b  # last\nid: c\n"),
            ("decks:\n- a\n", "decks:\n- a\n- b\n"),
            ("id: c\n", "id: c\ndecks: [b]\n"),
            ("decks: [a, b]\n", "decks: [a, b]\n"),
        ],
    )
    def test_is_listed_in_the_course(self, course: str, changed: str | None) -> None:
        made = with_deck(course, "b")
        if changed is not None:
            assert made == changed
        data = read_yaml(made, Report("course.yaml", []))
        assert isinstance(data, Map)
        assert isinstance(data["decks"], list)
        assert data["decks"].count("b") == 1
