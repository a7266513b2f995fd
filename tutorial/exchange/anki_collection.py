"""Anki's database, of all its versions, as notes and cards."""

import json
import sqlite3
from collections.abc import Iterator, Set
from dataclasses import dataclass

from tutorial.exchange.anki_database import has_table, opened
from tutorial.exchange.drafts import MOST_CARDS
from tutorial.exchange.refusal import Refused
from tutorial.exchange.wire_format import numbers_and_texts

_APART = "\x1f"  # between the fields of a note, and between the steps of a deck's name
_NEW = 0  # a card's type before it is learnt

NO_DATABASE = "The collection in this package is no database that can be read. Export it again."


@dataclass(frozen=True, slots=True)
class NoteType:
    """`templates` holds the question side and the answer side of each card of a note."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    is_cloze: bool


@dataclass(frozen=True, slots=True)
class _Note:
    guid: str
    note_type: NoteType
    fields: dict[str, str]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnkiCard:
    """A card: which one of its note it is (from 0), and what the note says."""

    guid: str
    place: int
    note_type: NoteType
    fields: dict[str, str]
    tags: tuple[str, ...]
    deck: str
    has_history: bool


def cards_of(database: bytes) -> list[AnkiCard]:
    """In the order in which Anki shows new ones; Refused if it is no collection, or holds too many."""
    try:
        with opened(database) as connection:
            note_types, decks = _note_types(connection), _decks(connection)
            cards = list(_cards(connection, note_types, decks))
    except (
        sqlite3.Error,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise Refused(NO_DATABASE) from error
    if len(cards) > MOST_CARDS:
        raise Refused(f"This package holds more than {MOST_CARDS} cards. Export a part of them.")
    return cards


def _note_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    if has_table(connection, "notetypes"):
        return dict(_note_types_of_today(connection))
    (text,) = connection.execute("SELECT models FROM col").fetchone()
    return {int(number): _old_note_type(model) for number, model in json.loads(text).items()}


def _old_note_type(model: dict[str, object]) -> NoteType:
    fields, templates = (
        sorted(model[key], key=lambda entry: int(entry["ord"]))  # type: ignore[call-overload]
        for key in ("flds", "tmpls")
    )
    return NoteType(
        name=str(model["name"]),
        fields=tuple(str(entry["name"]) for entry in fields),
        templates=tuple((str(entry["qfmt"]), str(entry["afmt"])) for entry in templates),
        is_cloze=model.get("type") == 1,
    )


def _note_types_of_today(connection: sqlite3.Connection) -> Iterator[tuple[int, NoteType]]:
    """Their templates and their kind are protocol buffers: `notetypes.proto` of Anki's source."""
    for row in connection.execute("SELECT id, name, config FROM notetypes").fetchall():
        fields = connection.execute("SELECT name FROM fields WHERE ntid = ? ORDER BY ord", (row["id"],))
        templates = connection.execute(
            "SELECT config FROM templates WHERE ntid = ? ORDER BY ord", (row["id"],)
        )
        yield (
            row["id"],
            NoteType(
                name=str(row["name"]),
                fields=tuple(str(name) for (name,) in fields),
                templates=tuple(_sides(config) for (config,) in templates),
                is_cloze=numbers_and_texts(row["config"]).get(1) == 1,
            ),
        )


def _sides(config: bytes) -> tuple[str, str]:
    texts = numbers_and_texts(config)
    question, answer = (texts.get(number, b"") for number in (1, 2))
    if not isinstance(question, bytes) or not isinstance(answer, bytes):
        raise ValueError("a template is no text")  # noqa: TRY004  # the file is faulty, not a type of ours
    return question.decode(), answer.decode()


def _decks(connection: sqlite3.Connection) -> dict[int, str]:
    """Names, the steps down set apart by "::"."""
    if has_table(connection, "decks"):
        rows = connection.execute("SELECT id, name FROM decks").fetchall()
        return {int(row["id"]): str(row["name"]).replace(_APART, "::") for row in rows}
    (text,) = connection.execute("SELECT decks FROM col").fetchone()
    return {int(number): str(deck["name"]) for number, deck in json.loads(text).items()}


def _cards(
    connection: sqlite3.Connection, note_types: dict[int, NoteType], decks: dict[int, str]
) -> Iterator[AnkiCard]:
    """One more than there may be, at most. What a note says is read once, however many cards it has."""
    rows = connection.execute(
        "SELECT nid, ord, did, odid, reps, type FROM cards JOIN notes ON notes.id = cards.nid"
        " ORDER BY type, due, nid, ord LIMIT ?",
        (MOST_CARDS + 1,),
    ).fetchall()
    notes = dict(_notes(connection, {row["nid"] for row in rows}, note_types))
    for row in rows:
        note = notes[row["nid"]]
        yield AnkiCard(
            guid=note.guid,
            place=int(row["ord"]),
            note_type=note.note_type,
            fields=note.fields,
            tags=note.tags,
            deck=decks.get(int(row["odid"] or row["did"]), ""),
            has_history=int(row["reps"]) > 0 or int(row["type"]) != _NEW,
        )


def _notes(
    connection: sqlite3.Connection, wanted: Set[int], note_types: dict[int, NoteType]
) -> Iterator[tuple[int, _Note]]:
    for row in connection.execute("SELECT id, guid, mid, flds, tags FROM notes"):
        if row["id"] in wanted:
            note_type = note_types[int(row["mid"])]
            texts = str(row["flds"]).split(_APART)
            fields = dict(zip(note_type.fields, texts, strict=False))
            yield row["id"], _Note(str(row["guid"]), note_type, fields, tuple(str(row["tags"]).split()))
