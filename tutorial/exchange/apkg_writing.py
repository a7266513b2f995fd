"""A deck as a package for Anki."""

import sqlite3
from contextlib import closing
from datetime import datetime
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile

import genanki

from tutorial.decks import Card, Deck
from tutorial.exchange.anki_ids import FIELDS, NOTE_TYPE_ID, NOTE_TYPE_NAME, deck_number, note_guid
from tutorial.exchange.anki_look import BACK, FRONT, sheet
from tutorial.exchange.standing_alone import source_of, standing_alone
from tutorial.library import library


def apkg(deck: Deck, *, site: str, now: datetime) -> bytes:
    """The file. `now` is the time of its wording: Anki replaces a note by one with a later time.

    `site` is where this site is found, such as "https://example.org", or "".
    """
    package = genanki.Package(_deck(deck, site))
    with closing(sqlite3.connect(":memory:")) as connection:
        stamp = now.timestamp()
        # Not write_to_file(), which leaves a temporary file behind each time
        package.write_to_db(connection.cursor(), stamp, count(int(stamp * 1000)))
        connection.commit()
        collection = connection.serialize()
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", collection)
        archive.writestr("media", "{}")
    return packed.getvalue()


def _deck(deck: Deck, site: str) -> genanki.Deck:
    made = genanki.Deck(deck_number(deck), anki_name(deck))
    note_type = _note_type()
    for place, card in enumerate(deck.cards):
        fields = note_fields(card, site)
        tags = note_tags(deck, card)
        made.add_note(genanki.Note(note_type, list(fields), guid=note_guid(card), tags=tags, due=place))
    return made


def _note_type() -> genanki.Model:
    return genanki.Model(
        NOTE_TYPE_ID,
        NOTE_TYPE_NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card 1", "qfmt": FRONT, "afmt": BACK}],
        css=sheet(),
    )


def anki_name(deck: Deck) -> str:
    """Beneath the course; Anki reads two colons as a step down."""
    titles = (library().course_of(deck).title, deck.title)
    return "::".join(title.replace("::", ": ") for title in titles)


def note_fields(card: Card, site: str) -> tuple[str, str, str, str]:
    """What the note says in each of `FIELDS`, as HTML; the last is the paragraph's address in our content."""
    question, answer = (standing_alone(text.html, site) for text in (card.question, card.answer))
    return question, answer, source_of(card, site), card.read


def note_tags(deck: Deck, card: Card) -> list[str]:
    """In Anki's way of saying that one tag lies within another."""
    course = library().course_of(deck).id
    concepts = [f"concept::{concept}" for concept in card.concepts]
    return [f"course::{course}", f"deck::{deck.id}", f"level::{card.level}", *concepts]
