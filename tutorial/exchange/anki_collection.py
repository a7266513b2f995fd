"""Anki's database, of all its versions, as notes and cards."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice

from tutorial.exchange.refusal import Refused
from tutorial.exchange.wire_format import numbers_and_texts

MOST_CARDS = 5_000
LONGEST_VALUE = 5_000_000  # bytes
_STEPS, _MOST_TURNS = 100_000, 2_000  # of SQLite's machine: a hostile view may not run for ever
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
        with _opened(database) as connection:
            note_types, decks = _note_types(connection), _decks(connection)
            cards = list(islice(_cards(connection, note_types, decks), MOST_CARDS + 1))
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


@contextmanager
def _opened(database: bytes) -> Iterator[sqlite3.Connection]:
    """In memory, read only, and bounded: a foreign database is input like any other."""
    turns = 0

    def is_over() -> bool:
        nonlocal turns
        turns += 1
        return turns > _MOST_TURNS

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_without_log(database))
        connection.create_collation("unicase", _compare_without_case)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.set_progress_handler(is_over, _STEPS)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.row_factory = sqlite3.Row
        yield connection


def _without_log(database: bytes) -> bytes:
    """The same with bytes 18 and 19 saying that there is no log beside it (https://sqlite.org/fileformat.html)."""
    return database[:18] + b"\x01\x01" + database[20:]


def _compare_without_case(one: str, other: str) -> int:
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return found.fetchone() is not None


def _note_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    if _has_table(connection, "notetypes"):
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
    if _has_table(connection, "decks"):
        rows = connection.execute("SELECT id, name FROM decks").fetchall()
        return {int(row["id"]): str(row["name"]).replace(_APART, "::") for row in rows}
    (text,) = connection.execute("SELECT decks FROM col").fetchone()
    return {int(number): str(deck["name"]) for number, deck in json.loads(text).items()}


def _cards(
    connection: sqlite3.Connection, note_types: dict[int, NoteType], decks: dict[int, str]
) -> Iterator[AnkiCard]:
    rows = connection.execute(
        "SELECT guid, mid, flds, tags, ord, did, odid, reps, type"
        " FROM cards JOIN notes ON notes.id = cards.nid ORDER BY type, due, notes.id, ord"
    )
    for row in rows:
        note_type = note_types[int(row["mid"])]
        yield AnkiCard(
            guid=str(row["guid"]),
            place=int(row["ord"]),
            note_type=note_type,
            fields=dict(zip(note_type.fields, str(row["flds"]).split(_APART), strict=False)),
            tags=tuple(str(row["tags"]).split()),
            deck=decks.get(int(row["odid"] or row["did"]), ""),
            has_history=int(row["reps"]) > 0 or int(row["type"]) != _NEW,
        )
