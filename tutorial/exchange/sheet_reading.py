"""Drafts from a table: CSV or TSV, from a spreadsheet, from Anki, or of our own."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from tutorial.exchange.anki_ids import card_of_guid
from tutorial.exchange.drafts import MOST_CARDS, Draft, Found
from tutorial.exchange.refusal import Refused
from tutorial.exchange.report import ImportReport, Loss
from tutorial.exchange.sheet_heads import Heads, is_row_of_names, our_name, split_heads
from tutorial.exchange.sheet_writing import COLUMNS, unguarded
from tutorial.exchange.sides import Written, answer, printable, question
from tutorial.exchange.tags import draft_tags

Row = dict[str, str]


def read_sheet(text: str, report: ImportReport, *, is_tsv: bool) -> Found:
    """Refused if its quotation marks do not match, or if it has one column only."""
    heads = split_heads(text)
    rows = [row for row in _rows(heads, is_tsv=is_tsv) if any(cell.strip() for cell in row)]
    if len(rows) > MOST_CARDS:
        raise Refused(f"This table has more than {MOST_CARDS} rows. Divide it.")
    named = list(_named(rows, heads, report))
    decks = list(dict.fromkeys(row["deck"] for row in named if row.get("deck")))
    if len(decks) > 1:
        report.note(Loss.SUBDECKS, *decks)
    title = (decks[0] if decks else heads.lines.get("deck", "")).rpartition("::")[2].strip()
    shared_tags = heads.lines.get("tags", "")
    return Found([_draft(row, heads.written, shared_tags, report) for row in named], title)


def _rows(heads: Heads, *, is_tsv: bool) -> Iterator[list[str]]:
    separator = heads.separator(is_tsv=is_tsv)
    lines = csv.reader(StringIO(heads.below, newline=""), delimiter=separator, strict=True)
    try:
        yield from lines
    except csv.Error as error:
        above = len(heads.lines)
        what = f"The table cannot be read at line {lines.line_num + above}: {error}."
        raise Refused(f"{what} Are all quotation marks closed, and those within a cell doubled?") from None


def _named(rows: Sequence[list[str]], heads: Heads, report: ImportReport) -> Iterator[Row]:
    """Each row below the names, its cells by what they hold."""
    if not rows:
        return
    is_named = is_row_of_names(rows[0])
    width = max(map(len, rows))
    columns = [our_name(name) for name in rows[0]] if is_named else heads.columns(width)
    if width == 1:
        raise Refused("The table has one column only: a card needs a question and an answer.")
    report.note(Loss.COLUMNS, *(name for name in _without_place(rows[0], columns, is_named=is_named)))
    is_ours = is_named and tuple(rows[0]) == COLUMNS
    for row in rows[is_named:]:
        cells = [unguarded(cell) for cell in row] if is_ours else row
        yield dict(zip(columns, map(printable, cells), strict=False))


def _without_place(first: Sequence[str], columns: Sequence[str], *, is_named: bool) -> Iterator[str]:
    for place, held in enumerate(columns, start=1):
        if not held:
            yield first[place - 1] if is_named else f"column {place}"


def _draft(row: Row, written: Written, shared_tags: str, report: ImportReport) -> Draft:
    name = row.get("question", "")
    told = draft_tags(f"{row.get('tags', '')} {shared_tags}".split(), report)
    guid = row.get("guid", "").strip()
    return Draft(
        key=guid,
        id=row.get("id", "").strip() or card_of_guid(guid) or "",
        question=question(name, written, report, card=name),
        answer=answer(row.get("answer", ""), written, report, card=name),
        level=row.get("level", "").strip() or told["level"],
        concepts=tuple(row.get("concepts", "").replace(",", " ").split()) or told["concepts"],
        read=row.get("read", "").strip(),
    )
