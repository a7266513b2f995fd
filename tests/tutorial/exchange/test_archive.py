"""A package that is broken, hostile or none at all is refused in a sentence."""

import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO

import pytest
import zstandard

from tutorial.exchange import anki_collection, anki_database, archive
from tutorial.exchange.anki_collection import cards_of
from tutorial.exchange.archive import BROKEN, NO_PACKAGE, TOO_LARGE, collection_of
from tutorial.exchange.refusal import Refused

PAGE = 4096  # bytes: SQLite's own size
NOTE_TYPES = '{"1": {"name": "n", "flds": [{"name": "f", "ord": 0}], "tmpls": []}}'


def packed(entries: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", compression) as made:
        for name, entry in entries.items():
            made.writestr(name, entry)
    return content.getvalue()


def locked(package: bytes) -> bytes:
    """The same with the sign of encryption set, in both places where a zip file says so."""
    content = bytearray(package)
    content[package.index(b"PK\x03\x04") + 6] |= 1
    content[package.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def a_database(script: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return connection.serialize()


class TestAnArchive:
    def test_gives_its_newest_collection(self) -> None:
        entries = {
            "collection.anki2": b"old",
            "collection.anki21": b"newer",
            "collection.anki21b": zstandard.ZstdCompressor().compress(b"newest"),
        }
        assert collection_of(packed(entries)) == b"newest"
        del entries["collection.anki21b"]
        assert collection_of(packed(entries)) == b"newer"

    @pytest.mark.parametrize("content", [b"", b"no zip", b"\x1f\x8b" * 50])
    def test_that_is_none_is_refused(self, content: bytes) -> None:
        with pytest.raises(Refused, match=NO_PACKAGE):
            collection_of(content)

    @pytest.mark.parametrize(
        "name", ["readme.txt", "../collection.anki2", "/collection.anki2", "x/collection.anki2"]
    )
    def test_without_a_collection_is_refused(self, name: str) -> None:
        with pytest.raises(Refused, match="there is no collection in it"):
            collection_of(packed({name: b"x"}))

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
    def test_that_is_cut_off_is_refused(self, share: float) -> None:
        whole = packed({"collection.anki2": bytes(range(256)) * 40})
        with pytest.raises(Refused, match="broken"):
            collection_of(whole[: int(len(whole) * share)])

    def test_that_was_changed_on_the_way_is_refused(self) -> None:
        whole = bytearray(packed({"collection.anki2": bytes(range(256)) * 40}))
        whole[60] ^= 0xFF
        with pytest.raises(Refused, match=BROKEN):
            collection_of(bytes(whole))

    def test_whose_newest_collection_is_no_zstd_is_refused(self) -> None:
        with pytest.raises(Refused, match=BROKEN):
            collection_of(packed({"collection.anki21b": b"no zstd"}))

    def test_that_is_locked_is_refused(self) -> None:
        with pytest.raises(Refused, match="password"):
            collection_of(locked(packed({"collection.anki2": b"x"})))

    def test_that_unpacks_to_too_much_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archive, "LARGEST_COLLECTION", 1000)
        bombs = {
            "collection.anki2": b"0" * 1001,
            "collection.anki21b": zstandard.ZstdCompressor().compress(b"0" * 1001),
        }
        for name, bomb in bombs.items():
            with pytest.raises(Refused, match=TOO_LARGE):
                collection_of(packed({name: bomb}))

    def test_that_lies_about_its_size_is_refused(self) -> None:
        honest = packed({"collection.anki2": b"0" * 5000}, zipfile.ZIP_STORED)
        lying = honest.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
        with pytest.raises(Refused, match=BROKEN):
            collection_of(lying)


class TestACollection:
    @pytest.mark.parametrize(
        "database",
        [
            b"",
            b"garbage" * 300,
            b"SQLite format 3\x00" + b"\xff" * 2000,
            a_database("CREATE TABLE x (y)"),
            a_database("CREATE TABLE col (models, decks); INSERT INTO col VALUES ('no json', '{}')"),
            a_database("CREATE TABLE col (models, decks); INSERT INTO col VALUES ('{\"1\": {}}', '{}')"),
            a_database("CREATE TABLE col (models, decks)"),
        ],
    )
    def test_that_is_none_is_refused(self, database: bytes) -> None:
        with pytest.raises(Refused, match="no database that can be read"):
            cards_of(database)

    @pytest.mark.parametrize(
        "computed",
        [
            "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT *, {huge} AS flds FROM n",
            "ALTER TABLE notes DROP COLUMN flds; ALTER TABLE notes ADD COLUMN flds AS ({huge})",
            "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts4 (id, guid, mid, flds, tags)",
        ],
        ids=["view", "generated column", "virtual table"],
    )
    def test_whose_notes_are_computed_is_refused(self, computed: str) -> None:
        huge = "hex(zeroblob(2400000))"
        hostile = a_collection(computed.format(huge=huge))
        assert cards_of(a_database(a_collection()))
        with pytest.raises(Refused, match="no database that can be read") as refused:
            cards_of(a_database(hostile))
        assert "is no plain table" in str(refused.value.__cause__)

    def test_with_a_page_in_two_places_is_refused(self) -> None:
        """A few pages that point at one another could hold any number of rows."""
        text = "INSERT INTO notes SELECT 9 + value, 'g', 1, hex(zeroblob(4500)), '' FROM json_each('[1, 2]');"
        tangled = bytearray(a_database(a_collection(text)))
        pages = [
            at for at in range(0, len(tangled), PAGE) if tangled[at + 4 : at + PAGE] == b"0" * (PAGE - 4)
        ]
        tangled[pages[-1] : pages[-1] + 4] = tangled[pages[0] : pages[0] + 4]
        with pytest.raises(Refused, match="no database that can be read"):
            cards_of(bytes(tangled))

    def test_that_takes_too_long_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(anki_database, "LONGEST_READING", 0.0)
        with pytest.raises(Refused, match="no database that can be read") as refused:
            cards_of(a_database(a_collection(notes=2000)))
        assert str(refused.value.__cause__) == "interrupted"

    def test_with_a_value_too_long_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(anki_database, "LONGEST_VALUE", 5_000)
        with pytest.raises(Refused, match="no database that can be read"):
            cards_of(a_database(a_collection("UPDATE notes SET flds = hex(zeroblob(3000))")))

    def test_holds_what_a_note_says_once_for_all_its_cards(self) -> None:
        one, other = cards_of(a_database(a_collection("UPDATE cards SET nid = 1")))[:2]
        assert one.fields is other.fields

    def test_with_too_many_cards_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(anki_collection, "MOST_CARDS", 2)
        with pytest.raises(Refused, match="more than 2 cards"):
            cards_of(a_database(a_collection()))


def a_collection(then: str = "", *, notes: int = 3) -> str:
    """A script for a collection in the form of before, a card for each note; `then` is what happens to it."""
    return f"""
        CREATE TABLE col (models, decks);
        INSERT INTO col VALUES ('{NOTE_TYPES}', '{{}}');
        CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, flds, tags);
        CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, ord, did, odid, reps, type, due);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {notes})
            INSERT INTO notes SELECT i, 'g' || i, 1, 'x', '' FROM n;
        INSERT INTO cards SELECT id, id, 0, 1, 0, 0, 0, 0 FROM notes;
        {then};
    """  # noqa: S608  # a script of ours
