"""A deck as a table: CSV for a spreadsheet, as it is written; TSV for a flashcard program."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from tutorial.decks import Card, Deck
from tutorial.exchange.anki_ids import NOTE_TYPE_NAME, note_guid
from tutorial.exchange.apkg_writing import anki_name, note_fields, note_tags

COLUMNS = ("id", "level", "question", "answer", "concepts", "read")

# What a spreadsheet takes for the beginning of a formula, however it is quoted (OWASP, "CSV Injection")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def as_csv(deck: Deck) -> str:
    """Markdown under a heading. Concepts are set apart by spaces. Begins with a mark that it is UTF-8."""
    return "\ufeff" + table([COLUMNS, *map(_row, deck.cards)])


def _row(card: Card) -> tuple[str, ...]:
    concepts = " ".join(card.concepts)
    return card.id, card.level, card.question.source, card.answer.source, concepts, card.read


def table(rows: Iterable[Sequence[str]]) -> str:
    """CSV in which no cell is a formula: an apostrophe stands before what could be one."""
    text = StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def as_tsv(deck: Deck, *, site: str) -> str:
    """HTML under the head lines by which Anki knows what is in which column.

    A cell that could be a formula begins with an entity instead, which shows the same.
    """
    text = StringIO()
    lines = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    text.write(f"#separator:tab\n#html:true\n#notetype:{NOTE_TYPE_NAME}\n")
    text.write("#deck column:5\n#tags column:6\n#guid column:7\n")
    for card in deck.cards:
        tags = " ".join(note_tags(deck, card))
        cells = (*note_fields(card, site), anki_name(deck), tags, note_guid(card))
        lines.writerow(map(as_entity, cells))
    return text.getvalue()


def as_entity(markup: str) -> str:
    return f"&#{ord(markup[0])};{markup[1:]}" if _FORMULA.match(markup) else markup
