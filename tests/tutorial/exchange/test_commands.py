"""`manage.py export_deck` and `import_deck`, as somebody at a terminal sees them."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.tutorial.conftest import TESTS
from tutorial.decks import Deck
from tutorial.exchange.report import Loss
from tutorial.library import library


@pytest.fixture(autouse=True)
def _content(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(TESTS / "content", tmp_path / "content")
    settings.CONTENT_DIR, settings.DEBUG = tmp_path / "content", True


def said(command: str, *arguments: object) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


class TestExport:
    @pytest.mark.parametrize(
        ("ending", "begins"), [("apkg", b"PK"), ("csv", b"\xef\xbb\xbf"), ("tsv", b"#separator")]
    )
    def test_writes_a_file_of_its_kind(self, tmp_path: Path, ending: str, begins: bytes) -> None:
        path = tmp_path / f"out.{ending}"
        assert said("export_deck", "tea-cards", path) == f"1 card of Tea cards is in {path}.\n"
        assert path.read_bytes().startswith(begins)

    def test_says_what_is_wrong(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"There is no deck tea-card; did you mean tea-cards\?"):
            said("export_deck", "tea-card", tmp_path / "out.csv")
        with pytest.raises(CommandError, match=r"cannot end in \.doc: write \.apkg"):
            said("export_deck", "tea-cards", tmp_path / "out.doc")
        with pytest.raises(CommandError, match="cannot be written: No such file"):
            said("export_deck", "tea-cards", tmp_path / "nowhere" / "out.csv")


class TestImport:
    def test_tells_what_became_of_the_cards(self, tmp_path: Path) -> None:
        source = tmp_path / "cards.csv"
        source.write_text("What is tea?,<b style='color:green'>leaves</b>\nempty,\n")
        about = ("--read", "steeping#three-minutes", "--concept", "steeping-time", "--concept", "water-heat")
        where = ("--course", "tea", "--deck", "more")
        told = said("import_deck", source, *where, "--level", "advanced", *about)
        path = tmp_path / "content/tea/decks/more.yaml"
        assert told == (
            f"{path}: 1 card, 1 new, 0 changed.\n"
            "Not carried as it was:\n"
            f"- {Loss.STYLES}: 1 (What is tea?)\n"
            f"- {Loss.EMPTY}: 1 (empty)\n"
        )
        (card,) = library().find(Deck, "more").cards
        assert (card.level, card.concepts, card.answer.html) == (
            "advanced",
            ("steeping-time", "water-heat"),
            "<p><strong>leaves</strong></p>",
        )
        call_command("check", "--tag", "content")

    def test_names_the_levels_there_are(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"choose from '?beginner"):
            said("import_deck", tmp_path / "x.csv", "--course", "tea", "--deck", "more", "--level", "easy")

    def test_says_in_a_line_why_it_cannot(self, tmp_path: Path) -> None:
        source = tmp_path / "cards.apkg"
        source.write_bytes(b"no package")
        with pytest.raises(CommandError) as caught:
            said("import_deck", source, "--course", "tea", "--deck", "more")
        assert str(caught.value) == "This is no Anki package: it cannot be opened as a zip file."
