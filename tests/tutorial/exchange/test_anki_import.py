"""What the real Anki exports is imported, in the form of today and in the one before it."""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import zstandard
from anki.collection import Collection

from tests.tutorial.exchange.real_anki import add_note, collection, package_of, take_in
from tutorial.decks import Deck
from tutorial.exchange.apkg_reading import read_package
from tutorial.exchange.apkg_writing import apkg
from tutorial.exchange.card_ids import card_id
from tutorial.exchange.drafts import Draft, Found
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.library import Line, Prose, library

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Collection]:
    with collection(tmp_path / "anki") as opened:
        yield opened


@pytest.fixture(params=[True, False], ids=["today", "before"])
def as_today(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def read(held: Collection, folder: Path, *, as_today: bool = True) -> tuple[Found, ImportReport]:
    report = ImportReport()
    return read_package(package_of(held, folder / "out.apkg", as_today=as_today), report), report


def pairs(found: Found) -> list[tuple[str, str]]:
    return [(draft.question, draft.answer) for draft in found.drafts]


class TestNotes:
    def test_are_read_with_their_html(self, held: Collection, tmp_path: Path, *, as_today: bool) -> None:
        fields = ["What is a <b>queue</b>?", "<div>A line.</div><ul><li>of <code>tasks</code></li></ul>"]
        add_note(held, "Basic", fields, deck="Celery::Basics", tags=("concept::queue", "leech"))
        found, report = read(held, tmp_path, as_today=as_today)
        assert pairs(found) == [("What is a **queue**?", "A line.\n\n- of `tasks`")]
        assert found.drafts[0].concepts == ("queue",)
        assert found.title == "Basics"
        assert list(report.lines()) == [f"{Loss.LOOK}: 1 (Basic)", f"{Loss.TAGS}: 1 (leech)"]

    def test_that_are_reversed_are_two_cards(
        self, held: Collection, tmp_path: Path, *, as_today: bool
    ) -> None:
        add_note(held, "Basic (and reversed card)", ["front", "back"], deck="D")
        found, _ = read(held, tmp_path, as_today=as_today)
        assert pairs(found) == [("front", "back"), ("back", "front")]
        assert len({card_id(draft, "d") for draft in found.drafts}) == 2

    def test_with_gaps_become_questions(self, held: Collection, tmp_path: Path, *, as_today: bool) -> None:
        text = "{{c1::Celery}} takes tasks from a {{c2::queue::what?}}."
        add_note(held, "Cloze", [text, "An aside."], deck="D")
        found, report = read(held, tmp_path, as_today=as_today)
        assert pairs(found) == [
            ("… takes tasks from a queue.", "**Celery** takes tasks from a queue.<br>\nAn aside."),
            ("Celery takes tasks from a … (what?).", "Celery takes tasks from a **queue**.<br>\nAn aside."),
        ]
        assert Loss.CLOZES in report

    def test_whose_answer_is_typed_show_it(self, held: Collection, tmp_path: Path) -> None:
        add_note(held, "Basic (type in the answer)", ["front", "back"], deck="D")
        found, report = read(held, tmp_path)
        assert pairs(found) == [("front", "back")]
        assert Loss.TYPED in report

    def test_of_several_decks_come_together(self, held: Collection, tmp_path: Path) -> None:
        for name in ("Top", "Top::One", "Top::Two"):
            add_note(held, "Basic", [name, "x"], deck=name)
        found, report = read(held, tmp_path)
        assert {question for question, _ in pairs(found)} == {"Top", "Top::One", "Top::Two"}
        assert f"{Loss.SUBDECKS}: 3 (Top; Top::One; Top::Two)" in report.lines()


class TestLosses:
    def test_of_media_are_told(self, held: Collection, tmp_path: Path) -> None:
        held.media.write_data("picture.png", b"\x89PNG")
        add_note(held, "Basic", ["See <img src='picture.png'>", "It rings [sound:bell.mp3]"], deck="D")
        found, report = read(held, tmp_path)
        assert pairs(found) == [("See", "It rings")]
        assert f"{Loss.MEDIA}: 1 (See)" in report.lines()

    def test_of_reviews_are_told(self, held: Collection, tmp_path: Path) -> None:
        note = add_note(held, "Basic", ["front", "back"], deck="D")
        held.sched.set_due_date(note.card_ids(), "40")
        _, report = read(held, tmp_path)
        assert f"{Loss.HISTORY}: 1 (front)" in report.lines()

    def test_of_unsafe_html_are_told(self, held: Collection, tmp_path: Path) -> None:
        add_note(held, "Basic", ["q", "<script>alert(1)</script><b onclick='x'>a</b>"], deck="D")
        found, report = read(held, tmp_path)
        assert pairs(found) == [("q", "**a**")]
        assert Loss.UNSAFE in report


class TestComingAgain:
    def test_keeps_the_ids_when_the_wording_changes(self, held: Collection, tmp_path: Path) -> None:
        note = add_note(held, "Basic", ["before", "x"], deck="D")
        (before,) = read(held, tmp_path)[0].drafts
        note["Front"] = "after"
        held.update_note(note)
        (after,) = read(held, tmp_path)[0].drafts
        assert (before.question, after.question) == ("before", "after")
        assert card_id(before, "d") == card_id(after, "d")

    def test_brings_our_own_cards_home(self, held: Collection, tmp_path: Path, *, as_today: bool) -> None:
        deck = library().all(Deck)[0]
        take_in(held, apkg(deck, site="", now=NOW), tmp_path)
        found, report = read(held, tmp_path, as_today=as_today)
        assert [told(draft) for draft in found.drafts] == [
            (card.id, card.level, set(card.concepts), card.read, card.question.html, card.answer.html)
            for card in deck.cards
        ]
        assert list(report.lines()) == []


def told(draft: Draft) -> tuple[str, str, set[str], str, str, str]:
    words = Line(draft.question).html, Prose(draft.answer).html
    return draft.id, draft.level, set(draft.concepts), draft.read, *words  # Anki sorts tags


class TestABrokenCollection:
    def test_with_a_template_of_no_sense_is_refused(self, held: Collection, tmp_path: Path) -> None:
        add_note(held, "Basic", ["front", "back"], deck="D")
        package = package_of(held, tmp_path / "out.apkg", as_today=True)
        broken = changed(package, "UPDATE templates SET config = x'0a7f00'")
        with pytest.raises(Refused, match="no database that can be read"):
            read_package(broken, ImportReport())

    def test_with_a_card_of_no_template_leaves_it_out(self, held: Collection, tmp_path: Path) -> None:
        add_note(held, "Basic", ["front", "back"], deck="D")
        package = package_of(held, tmp_path / "out.apkg", as_today=True)
        report = ImportReport()
        assert read_package(changed(package, "UPDATE cards SET ord = 7"), report).drafts == []
        assert Loss.BROKEN in report


def changed(package: bytes, statement: str) -> bytes:
    """A package of today whose collection was tampered with."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        packed = archive.read("collection.anki21b")
    database = zstandard.ZstdDecompressor().stream_reader(packed).read()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database[:18] + b"\x01\x01" + database[20:])
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.execute(statement)
        connection.commit()
        tampered = connection.serialize()
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("collection.anki21b", zstandard.ZstdCompressor().compress(tampered))
    return content.getvalue()
