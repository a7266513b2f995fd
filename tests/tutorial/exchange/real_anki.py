"""The real Anki: its published package, with a collection in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)
from anki.notes import Note


@contextmanager
def collection(folder: Path) -> Iterator[Collection]:
    folder.mkdir(exist_ok=True)
    opened = Collection(str(folder / "collection.anki2"))
    try:
        yield opened
    finally:
        opened.close()


def take_in(into: Collection, package: bytes, folder: Path) -> None:
    """Import a package as Anki's own window does, with its own choices."""
    path = folder / "package.apkg"
    path.write_bytes(package)
    into.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    )


def take_in_table(into: Collection, table: str, folder: Path) -> None:
    path = folder / "table.tsv"
    path.write_text(table, encoding="utf-8")
    metadata = into.get_csv_metadata(str(path), None)
    into.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))


def package_of(out: Collection, path: Path, *, as_today: bool) -> bytes:
    """All of a collection as a package, in the form of today or the one before it."""
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=True, legacy=not as_today
    )
    out.export_anki_package(out_path=str(path), options=options, limit=None)
    return path.read_bytes()


def add_note(to: Collection, kind: str, fields: list[str], *, deck: str, tags: tuple[str, ...] = ()) -> Note:
    note_type = to.models.by_name(kind)
    deck_id = to.decks.id(deck)
    assert note_type is not None
    assert deck_id is not None
    note = to.new_note(note_type)
    note.fields, note.tags = fields, list(tags)
    to.add_note(note, deck_id)
    return note


def notes_of(held: Collection) -> list[Note]:
    return [held.get_note(note) for note in held.find_notes("")]
