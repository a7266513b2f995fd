"""A file becomes a deck file that the site accepts, and a later one brings it up to date."""

import gc
import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.tutorial.conftest import TESTS
from tutorial.decks import Card, Deck, Level
from tutorial.exchange import time_limit
from tutorial.exchange.apkg_writing import apkg
from tutorial.exchange.importing import Imported, Wish, import_deck, read
from tutorial.exchange.placing import ForAll, Placing
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.exchange.sheet_writing import as_csv, as_tsv
from tutorial.library import Library, library

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
READ = "steeping#three-minutes"
NOTHING_SAID = ForAll(Level.BEGINNER, (), "")


@pytest.fixture
def content(settings: Settings, tmp_path: Path) -> Path:
    """A content folder to write into: the tests' own course."""
    folder: Path = tmp_path / "content"
    shutil.copytree(TESTS / "content", folder)
    settings.CONTENT_DIR, settings.DEBUG = folder, True  # so that what is written is read
    return folder


def wish(deck: str = "new-cards", **more: object) -> Wish:
    wished: dict[str, object] = {
        "course": "tea",
        "deck": deck,
        "read": READ,
        "concepts": ("steeping-time",),
        **more,
    }
    return Wish(**wished)  # type: ignore[arg-type]  # as each test says


def take(content: Path, text: str, to: Wish, name: str = "cards.csv") -> Imported:
    source = content.parent / name
    source.write_text(text, encoding="utf-8")
    return import_deck(source, to, content)


def deck(name: str = "new-cards") -> Deck:
    return library().find(Deck, name)


class TestANewDeck:
    def test_is_written_listed_and_served(self, content: Path) -> None:
        done = take(content, "How hot?,Very *hot*.\n", wish(title="Water", level=Level.ADVANCED))
        (card,) = deck().cards
        assert deck().title == "Water"
        assert (card.question.source, card.answer.source, card.level) == (
            "How hot?",
            "Very *hot*.",
            "advanced",
        )
        assert (card.concepts, card.read) == (("steeping-time",), READ)
        assert (done.path, done.cards, done.new, done.changed) == (
            content / "tea/decks/new-cards.yaml",
            1,
            1,
            0,
        )
        assert list(done.report.lines()) == []
        assert "decks: [tea-cards, new-cards]\n" in (content / "tea/course.yaml").read_text()

    def test_is_called_by_its_file_if_nothing_else_tells(self, content: Path) -> None:
        take(content, "q,a\n", wish(), "about-tea.csv")
        assert deck().title == "about-tea"

    def test_may_come_from_markdown(self, content: Path) -> None:
        take(content, "# All of tea\n\n## How hot? {#how-hot}\n\nVery.\n", wish(), "tea.md")
        assert (deck().title, deck().cards[0].id) == ("All of tea", "how-hot")

    def test_leaves_out_what_is_empty_or_there_twice(self, content: Path) -> None:
        done = take(content, "q,a\nq,a\nonly asked,\n,only told\nq,another\n", wish())
        assert [card.answer.source for card in deck().cards] == ["a"]
        assert {Loss.DOUBLES, Loss.EMPTY} <= {loss for loss in Loss if loss in done.report}

    def test_takes_a_text_in_utf_16(self, content: Path) -> None:
        source = content.parent / "cards.txt"
        source.write_text("Tee – heiß?\tJa\n", encoding="utf-16")
        import_deck(source, wish(), content)
        assert deck().cards[0].question.source == "Tee – heiß?"


class TestUpdating:
    def test_needs_to_be_wished_for(self, content: Path) -> None:
        take(content, "q,a\n", wish())
        before = (content / "tea/decks/new-cards.yaml").read_text()
        with pytest.raises(Refused, match="--replace"):
            take(content, "q2,a2\n", wish())
        assert (content / "tea/decks/new-cards.yaml").read_text() == before

    def test_with_the_same_file_changes_nothing(self, content: Path) -> None:
        take(content, "q,a\nq2,a2\n", wish())
        before = (content / "tea/decks/new-cards.yaml").read_text()
        done = take(content, "q,a\nq2,a2\n", wish(replace=True))
        assert (content / "tea/decks/new-cards.yaml").read_text() == before
        assert (done.cards, done.new, done.changed) == (2, 0, 0)

    def test_keeps_what_was_said_by_hand(self, content: Path) -> None:
        take(content, "id,question,answer\nfirst,q,a\nsecond,q2,a2\n", wish())
        path = content / "tea/decks/new-cards.yaml"
        edited = path.read_text().replace("level: beginner", "level: advanced", 1)
        path.write_text(edited.replace("[steeping-time]", "[water-heat]", 1))
        done = take(content, "id,question,answer\nfirst,asked anew,a\n", wish(replace=True, concepts=()))
        first, second = deck().cards
        assert (first.question.source, first.level, first.concepts) == (
            "asked anew",
            "advanced",
            ("water-heat",),
        )
        assert second.id == "second"
        assert (done.new, done.changed) == (0, 1)
        assert f"{Loss.KEPT}: 1 (q2)" in done.report.lines()

    def test_keeps_a_wording_that_reads_the_same(self, content: Path) -> None:
        take(content, "id,question,answer\nfirst,\"It's 'so'?\",a\n", wish())
        take(content, "id,question,answer\nfirst,It’s ‘so’?,a\n", wish(replace=True))
        assert deck().cards[0].question.source == "It's 'so'?"

    def test_says_which_comments_go(self, content: Path) -> None:
        path = content / "tea/decks/tea-cards.yaml"
        path.write_text(path.read_text().replace("cards:\n", "# the cards\ncards:\n"))
        done = take(content, "q,a\n", wish("tea-cards", replace=True))
        assert f"{Loss.COMMENTS}: 1 (# the cards)" in done.report.lines()


class TestReferences:
    def test_that_are_unknown_are_replaced_and_told(self, content: Path) -> None:
        rows = "question,answer,level,concepts,read\nq,a,hard,nonsense,no#where\n"
        done = take(content, rows, wish())
        (card,) = deck().cards
        assert (card.level, card.concepts, card.read) == ("beginner", ("steeping-time",), READ)
        assert {Loss.LEVELS, Loss.TAGS, Loss.PARAGRAPHS} <= {loss for loss in Loss if loss in done.report}

    def test_that_are_known_are_kept(self, content: Path) -> None:
        rows = "question,answer,level,concepts,read\nq,a,Advanced,water-heat,steeping#boiling-water\n"
        take(content, rows, wish())
        (card,) = deck().cards
        assert (card.level, card.concepts, card.read) == (
            "advanced",
            ("water-heat",),
            "steeping#boiling-water",
        )

    def test_an_id_that_is_taken_is_changed_the_same_way_each_time(self, content: Path) -> None:
        rows = "id,question,answer\nhow-long-steeps-black-tea,q,a\n"
        for replace in (False, True):
            done = take(content, rows, wish(replace=replace))
            assert [card.id for card in deck().cards] == ["new-cards-how-long-steeps-black-tea"]
            assert Loss.TAKEN in done.report


@pytest.fixture
def without_collections() -> Iterator[None]:
    """Hypothesis looks at each garbage collection, and an alarm in the middle of that would end there."""
    gc.disable()
    yield
    gc.enable()


class TestARefusal:
    @pytest.mark.parametrize(
        ("wished", "why"),
        [
            (wish(course="coffee"), "There is no course coffee; write one of: tea"),
            (wish(deck="No Slug"), "No Slug is no id"),
            (wish(deck="../tea"), "is no id"),
            (
                wish(concepts=("steeping-tim",)),
                "There is no concept steeping-tim; did you mean steeping-time?",
            ),
            (wish(read="steeping#tree-minutes"), "did you mean steeping#three-minutes?"),
            (wish(read=""), "Say it with --read; write one of: steeping#"),
            (wish(deck="steeping"), "The deck would be faulty: .*steeping is already the id of the item"),
        ],
    )
    def test_says_what_to_write_and_writes_nothing(self, content: Path, wished: Wish, why: str) -> None:
        before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
        with pytest.raises(Refused, match=why):
            take(content, "q,a\n", wished)
        assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before

    @pytest.mark.parametrize(
        ("name", "text", "why"),
        [
            ("cards.docx", b"x", "A file that ends in .docx cannot be read"),
            ("cards", b"x", "ends in nothing"),
            ("cards.csv", b"\xff\xff", "is not UTF-8"),
            ("cards.csv", b"question,answer\n", "There is no card in this file"),
            ("cards.md", b"", "There is no card in this file"),
            ("cards.apkg", b"", "no Anki package"),
        ],
    )
    def test_names_what_is_wrong_with_the_file(self, content: Path, name: str, text: bytes, why: str) -> None:
        source = content.parent / name
        source.write_bytes(text)
        with pytest.raises(Refused, match=why):
            import_deck(source, wish(), content)

    @pytest.mark.usefixtures("without_collections")
    def test_comes_when_reading_takes_too_long(self, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(time_limit, "LONGEST", 0.05)
        with pytest.raises(Refused, match="takes longer than"):
            take(content, "".join(f"*q{number}*,*a*\n" for number in range(3_000)), wish())
        assert not (content / "tea/decks/new-cards.yaml").exists()

    def test_of_a_file_that_is_not_there(self, content: Path) -> None:
        with pytest.raises(Refused, match="No such file"):
            import_deck(content / "nowhere.csv", wish(), content)

    def test_of_a_file_that_is_too_large(self, content: Path) -> None:
        source = content.parent / "cards.csv"
        with source.open("wb") as sparse:
            sparse.truncate(11 * 1024 * 1024)
        with pytest.raises(Refused, match="larger than 10 MB"):
            import_deck(source, wish(), content)

    def test_of_a_deck_of_another_course(
        self, two_courses: Library, settings: Settings, tmp_path: Path
    ) -> None:
        source = tmp_path / "cards.csv"
        source.write_text("q,a\n")
        with pytest.raises(Refused, match="belongs to the course background-tasks"):
            import_deck(source, wish("recall", replace=True), Path(settings.CONTENT_DIR))


class TestARoundTrip:
    def test_of_every_deck_loses_nothing(self, two_courses: Library, tmp_path: Path) -> None:
        for exported in two_courses.all(Deck):
            for ending in ("apkg", "csv", "tsv"):
                source, report = tmp_path / f"cards.{ending}", ImportReport()
                source.write_bytes(exported_as(ending, exported))
                drafts = read(source, report).drafts
                again = Placing(two_courses, exported.id, exported, NOTHING_SAID, report).cards(drafts)
                assert again == list(exported.cards)
                assert list(report.lines()) == []
                anew = Placing(two_courses, "a-copy", None, NOTHING_SAID, report).cards(drafts)
                assert list(map(said, anew)) == list(map(said, exported.cards))
                assert [loss for loss in Loss if loss in report] == [Loss.TAKEN]

    def test_writes_what_was_there(self, content: Path, tmp_path: Path) -> None:
        exported = deck("tea-cards")
        source = tmp_path / "cards.apkg"
        source.write_bytes(exported_as("apkg", exported))
        done = import_deck(source, wish("tea-cards", replace=True, read=""), content)
        assert (done.new, done.changed) == (0, 0)
        assert deck("tea-cards") == exported


def exported_as(ending: str, deck: Deck) -> bytes:
    match ending:
        case "apkg":
            return apkg(deck, site="https://learn.example", now=NOW)
        case "csv":
            return as_csv(deck).encode()
    return as_tsv(deck, site="").encode()


def said(card: Card) -> tuple[str, str, str, tuple[str, ...], str]:
    return card.question.html, card.answer.html, card.level, card.concepts, card.read


def test_a_report_counts_and_names_the_first() -> None:
    report = ImportReport()
    report.note(Loss.MEDIA, "one", "two", "one", "three", "x" * 80)
    assert list(report.lines()) == [f"{Loss.MEDIA}: 4 (one; two; three; ...)"]


def test_the_alarm_of_whoever_calls_is_given_back() -> None:
    former, seconds = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)[0]
    with time_limit.within_time():
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getsignal(signal.SIGALRM) is former
    assert signal.getitimer(signal.ITIMER_REAL)[0] == pytest.approx(seconds, abs=1)
