"""A file of another program becomes a deck file, or a later one brings it up to date."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tutorial.decks import Card, Deck, Level
from tutorial.exchange.apkg_reading import read_package
from tutorial.exchange.card_ids import is_slug
from tutorial.exchange.course_list import with_deck
from tutorial.exchange.deck_file import deck_yaml
from tutorial.exchange.drafts import Found
from tutorial.exchange.markdown_reading import read_markdown
from tutorial.exchange.placing import ForAll, Placing
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.exchange.sheet_reading import read_sheet
from tutorial.exchange.sides import printable
from tutorial.exchange.time_limit import within_time
from tutorial.library import ContentError, Library, library, nearest, shelves
from tutorial.library.reader import read_library

LARGEST_PACKAGE = 200 * 1024 * 1024  # bytes; its media are not read
LARGEST_TEXT = 10 * 1024 * 1024
_ENCODINGS = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}  # by their first bytes; a spreadsheet's "Unicode text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where the cards should go, and what is true of each of them. An empty title is taken from the file."""

    course: str
    deck: str
    title: str = ""
    level: Level = Level.BEGINNER
    concepts: tuple[str, ...] = ()
    read: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written where. `new` and `changed` count cards."""

    path: Path
    cards: int
    new: int
    changed: int
    report: ImportReport


def import_deck(source: Path, wish: Wish, content: Path) -> Imported:
    """Write `content`/<course>/decks/<deck>.yaml, and list it. Refused if that cannot be done.

    A deck that is there already is changed only if `wish.replace` is set.
    """
    report, at_hand = ImportReport(), library()
    former = _former(at_hand, wish)
    with within_time():
        found = read(source, report)
        for_all = ForAll(wish.level, wish.concepts, wish.read)
        cards = Placing(at_hand, wish.deck, former, for_all, report).cards(found.drafts)
        title = wish.title or (former.title if former else found.title) or source.stem
        files = _files(wish, title, cards, content)
        _note_comments(content, wish, report)
        _try_out(files, content)
    for path, text in files.items():
        _write(content / path, text)
    before = {card.id: card for card in former.cards} if former else {}
    new = sum(card.id not in before for card in cards)
    changed = sum(card.id in before and card != before[card.id] for card in cards)
    return Imported(content / _deck_path(wish), len(cards), new, changed, report)


def read(source: Path, report: ImportReport) -> Found:
    """The drafts in a file, by its ending; Refused if it cannot be read."""
    match source.suffix.lower():
        case ".apkg" | ".colpkg":
            return read_package(_bytes(source, LARGEST_PACKAGE), report)
        case ".csv" | ".tsv" | ".txt":
            return read_sheet(_text(source), report, is_tsv=source.suffix.lower() == ".tsv")
        case ".md" | ".markdown":
            return read_markdown(printable(_text(source)), report)
    raise Refused(
        f"A file that ends in {source.suffix or 'nothing'} cannot be read: give .apkg, .csv, .tsv or .md."
    )


def _bytes(source: Path, most: int) -> bytes:
    try:
        if source.stat().st_size > most:
            raise Refused(
                f"{source.name} is larger than {most // 2**20} MB. Export one deck, or a part of it."
            )
        return source.read_bytes()
    except OSError as error:
        raise Refused(f"{source} cannot be read: {error.strerror}.") from None


def _text(source: Path) -> str:
    content = _bytes(source, LARGEST_TEXT)
    try:
        return content.decode(_ENCODINGS.get(content[:2], "utf-8-sig")).replace("\x00", "")
    except UnicodeDecodeError:
        raise Refused(f"{source.name} is not UTF-8. Save it as CSV or text in UTF-8.") from None


def _former(at_hand: Library, wish: Wish) -> Deck | None:
    """The deck that is there already, if it may be changed."""
    courses = [course.id for course in at_hand.courses]
    if wish.course not in courses:
        raise Refused(f"There is no course {wish.course}; {nearest(wish.course, courses)}")
    if not is_slug(wish.deck):
        raise Refused(f"{wish.deck} is no id: write small letters, digits and hyphens, as in my-first-deck.")
    try:
        former = at_hand.find(Deck, wish.deck)
    except KeyError:
        return None
    if at_hand.course_of(former).id != wish.course:
        raise Refused(f"The deck {wish.deck} belongs to the course {at_hand.course_of(former).id}.")
    if not wish.replace:
        raise Refused(f"There is a deck {wish.deck} already. Say --replace to bring it up to date.")
    return former


def _deck_path(wish: Wish) -> Path:
    return Path(wish.course, "decks", f"{wish.deck}.yaml")


def _files(wish: Wish, title: str, cards: list[Card], content: Path) -> dict[Path, str]:
    """The text of each file to write, by its path within the content folder."""
    listed = Path(wish.course, "course.yaml")
    course = (content / listed).read_text(encoding="utf-8")
    return {
        _deck_path(wish): deck_yaml(deck=wish.deck, title=" ".join(title.split()), cards=cards),
        listed: with_deck(course, wish.deck),
    }


def _note_comments(content: Path, wish: Wish, report: ImportReport) -> None:
    path = content / _deck_path(wish)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    report.note(Loss.COMMENTS, *(line.strip() for line in lines if line.lstrip().startswith("#")))


def _try_out(files: dict[Path, str], content: Path) -> None:
    """Read a copy of the content with the new files; Refused if it is faulty."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / content.name
        shutil.copytree(content, copy)
        for path, text in files.items():
            _write(copy / path, text)
        try:
            read_library(copy, shelves())
        except ContentError as error:
            raise Refused(f"The deck would be faulty: {error}") from None


def _write(path: Path, text: str) -> None:
    """All of it or nothing: a reader never meets half a file."""
    path.parent.mkdir(exist_ok=True)
    hidden = path.with_name(f".{path.name}.new")
    hidden.write_text(text, encoding="utf-8")
    hidden.replace(path)
