"""What we export is imported by the real Anki: once, again, and after a change of wording."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection

from tests.tutorial.exchange.real_anki import collection, notes_of, take_in, take_in_table
from tutorial.decks import Card, Deck
from tutorial.exchange.anki_ids import note_guid
from tutorial.exchange.anki_look import DARK, LIGHT, sheet
from tutorial.exchange.apkg_writing import anki_name, apkg
from tutorial.exchange.sheet_writing import as_tsv
from tutorial.library import Library, Line, Prose, library

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def deck() -> Deck:
    return library().all(Deck)[0]


def reworded(deck: Deck) -> Deck:
    """The same deck after an editor has been over its first card."""
    card = deck.cards[0].model_copy(update={"question": Line("Asked anew?"), "answer": Prose("Told anew.")})
    return deck.model_copy(update={"cards": (card, *deck.cards[1:])})


def guids(held: Collection) -> list[str]:
    return sorted(note.guid for note in notes_of(held))


def note_of(held: Collection, card: Card) -> list[str]:
    (fields,) = [note.fields for note in notes_of(held) if note.guid == note_guid(card)]
    return fields


class TestAPackage:
    def test_is_imported_twice_without_doubling(self, deck: Deck, tmp_path: Path) -> None:
        with collection(tmp_path / "anki") as held:
            for time in (NOW, LATER):
                take_in(held, apkg(deck, site="", now=time), tmp_path)
                assert guids(held) == sorted(note_guid(card) for card in deck.cards)
            assert held.card_count() == len(deck.cards)

    def test_keeps_the_schedule_when_the_wording_changes(self, deck: Deck, tmp_path: Path) -> None:
        changed = deck.cards[0]
        with collection(tmp_path / "anki") as held:
            take_in(held, apkg(deck, site="", now=NOW), tmp_path)
            (card_id,) = held.find_cards(f'"Question:{changed.question.text}"')
            held.sched.set_due_date([card_id], "40")
            before = held.get_card(card_id)
            take_in(held, apkg(reworded(deck), site="", now=LATER), tmp_path)
            after = held.get_card(card_id)
            assert after.note()["Question"] == "Asked anew?"
            assert after.note()["Answer"] == "<p>Told anew.</p>"
            assert (after.due, after.ivl) == (before.due, before.ivl)
            assert after.ivl == 40
            assert held.note_count() == len(deck.cards)

    def test_lies_in_a_deck_beneath_the_course(self, deck: Deck, tmp_path: Path) -> None:
        with collection(tmp_path / "anki") as held:
            take_in(held, apkg(deck, site="", now=NOW), tmp_path)
            found = held.decks.by_name(f"{library().course_of(deck).title}::{deck.title}")
            assert found is not None
            assert held.decks.card_count(found["id"], include_subdecks=False) == len(deck.cards)

    def test_comes_in_the_order_of_the_deck(self, deck: Deck, tmp_path: Path) -> None:
        with collection(tmp_path / "anki") as held:
            take_in(held, apkg(deck, site="", now=NOW), tmp_path)
            inorder = [held.get_card(card).note().guid for card in held.find_cards("", order="c.due")]
            assert inorder == [note_guid(card) for card in deck.cards]

    def test_says_what_it_is_about(self, deck: Deck, tmp_path: Path) -> None:
        card = deck.cards[0]
        with collection(tmp_path / "anki") as held:
            take_in(held, apkg(deck, site="", now=NOW), tmp_path)
            (note,) = [note for note in notes_of(held) if note.guid == note_guid(card)]
            expected = {f"course::{library().course_of(deck).id}", f"deck::{deck.id}", f"level::{card.level}"}
            assert set(note.tags) == expected | {f"concept::{concept}" for concept in card.concepts}
            assert library().paragraph(card.read).heading in note["Source"]

    def test_shows_the_question_first_and_the_source_behind(self, deck: Deck, tmp_path: Path) -> None:
        with collection(tmp_path / "anki") as held:
            take_in(held, apkg(deck, site="", now=NOW), tmp_path)
            shown = held.get_card(held.find_cards("")[0])
            assert deck.cards[0].question.html in shown.question()
            assert deck.cards[0].answer.html not in shown.question()
            assert deck.cards[0].answer.html in shown.answer()
            assert "in the lesson" in shown.answer()

    def test_of_another_course_lies_beside_it(self, two_courses: Library, tmp_path: Path) -> None:
        with collection(tmp_path / "anki") as held:
            for deck in two_courses.all(Deck):
                take_in(held, apkg(deck, site="", now=NOW), tmp_path)
            names = {entry.name for entry in held.decks.all_names_and_ids()}
            assert {anki_name(deck) for deck in two_courses.all(Deck)} <= names
            assert held.note_count() == sum(len(deck.cards) for deck in two_courses.all(Deck))


class TestATable:
    def test_is_imported_by_anki_twice_without_doubling(self, deck: Deck, tmp_path: Path) -> None:
        with collection(tmp_path / "anki") as held:
            for _ in range(2):
                take_in_table(held, as_tsv(deck, site=""), tmp_path)
                assert guids(held) == sorted(note_guid(card) for card in deck.cards)
            question, answer = note_of(held, deck.cards[0])[:2]
            assert (question, answer) == (deck.cards[0].question.html, deck.cards[0].answer.html)

    def test_updates_what_a_package_brought(self, deck: Deck, tmp_path: Path) -> None:
        with collection(tmp_path / "anki") as held:
            take_in(held, apkg(deck, site="", now=NOW), tmp_path)
            take_in_table(held, as_tsv(reworded(deck), site=""), tmp_path)
            assert note_of(held, deck.cards[0])[:2] == ["Asked anew?", "<p>Told anew.</p>"]
            assert held.note_count() == len(deck.cards)


class TestTheLook:
    @pytest.mark.parametrize(("within", "style"), [(".card", LIGHT), (".card.nightMode", DARK)])
    def test_of_code_can_be_read_by_day_and_by_night(self, within: str, style: str) -> None:
        (paper,) = re.findall(rf"^{re.escape(within)} pre .*background: #(\w+)", sheet(), re.MULTILINE)
        inks = re.findall(rf"^{re.escape(within)} .code .*?color: #(\w+)", sheet(), re.MULTILINE)
        assert len(inks) > 10, style
        assert min(contrast(ink, paper) for ink in inks) >= 4.5


def contrast(one: str, other: str) -> float:
    """Between two colours such as "ff0000" or "f00", as WCAG 2.2 defines it: from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    colour = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
