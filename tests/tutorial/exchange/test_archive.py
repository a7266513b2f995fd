"""A package that is broken, hostile or none at all is refused in a sentence."""

import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO

import pytest
import zstandard

from tutorial.exchange import anki_collection, archive
from tutorial.exchange.anki_collection import cards_of
from tutorial.exchange.archive import BROKEN, NO_PACKAGE, TOO_LARGE, collection_of
from tutorial.exchange.refusal import Refused


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

    def test_that_computes_for_ever_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(anki_collection, "_MOST_TURNS", 3)
        counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        script = f"CREATE VIEW col AS {counting} SELECT i AS models FROM n WHERE i < 0"  # noqa: S608
        with pytest.raises(Refused, match="no database that can be read"):
            cards_of(a_database(script))

    def test_with_too_many_cards_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(anki_collection, "MOST_CARDS", 2)
        model = '{"1": {"name": "n", "flds": [{"name": "f", "ord": 0}], "tmpls": []}}'
        script = """
            CREATE TABLE col (models, decks); CREATE TABLE notes (id, guid, mid, flds, tags);
            CREATE TABLE cards (id, nid, ord, did, odid, reps, type, due);
            INSERT INTO notes VALUES (0, 'a', 1, 'x', ''), (1, 'b', 1, 'x', ''), (2, 'c', 1, 'x', '');
            INSERT INTO cards SELECT id, id, 0, 1, 0, 0, 0, 0 FROM notes;
        """
        script += f"INSERT INTO col VALUES ('{model}', '{{}}')"  # noqa: S608
        with pytest.raises(Refused, match="more than 2 cards"):
            cards_of(a_database(script))
