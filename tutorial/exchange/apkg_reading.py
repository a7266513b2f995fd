"""Drafts from an Anki package."""

from collections import Counter
from collections.abc import Iterator

from tutorial.exchange.anki_collection import AnkiCard, NoteType, cards_of
from tutorial.exchange.anki_ids import FIELDS, NOTE_TYPE_NAME, card_of_guid
from tutorial.exchange.archive import collection_of
from tutorial.exchange.clozes import is_readable
from tutorial.exchange.drafts import Draft, Found
from tutorial.exchange.note_templates import answer_side, asks_by_gaps, question_side, types_the_answer
from tutorial.exchange.report import ImportReport, Loss
from tutorial.exchange.sides import Written, answer, printable, question, words_of
from tutorial.exchange.tags import draft_tags


def read_package(package: bytes, report: ImportReport) -> Found:
    """Refused if it is no package."""
    cards = cards_of(collection_of(package))
    report.note(Loss.LOOK, *(card.note_type.name for card in cards if not _is_ours(card)))
    decks = Counter(card.deck for card in cards)
    if len(decks) > 1:
        report.note(Loss.SUBDECKS, *decks)
    title = decks.most_common(1)[0][0].rpartition("::")[2] if decks else ""
    return Found(list(_drafts(cards, report)), title)


def _drafts(cards: list[AnkiCard], report: ImportReport) -> Iterator[Draft]:
    for card in cards:
        name = _name(card)
        if card.has_history:
            report.note(Loss.HISTORY, name)
        draft = _our_draft(card, name, report) if _is_ours(card) else _foreign_draft(card, name, report)
        if draft:
            yield draft


def _name(card: AnkiCard) -> str:
    """For the report: the words of its first field, and which card of its note it is."""
    words = printable(words_of(next(iter(card.fields.values()), "")))
    return f"{words} [{card.place + 1}]" if card.place else words


def _is_ours(card: AnkiCard) -> bool:
    """Anki names a note type anew when there is another of its name, and keeps the beginning."""
    return card.note_type.name.startswith(NOTE_TYPE_NAME) and set(FIELDS) <= set(card.note_type.fields)


def _our_draft(card: AnkiCard, name: str, report: ImportReport) -> Draft:
    fields = {key: printable(text) for key, text in card.fields.items()}
    return Draft(
        key=card.guid,
        id=card_of_guid(card.guid) or "",
        question=question(fields["Question"], Written.HTML, report, card=name),
        answer=answer(fields["Answer"], Written.HTML, report, card=name),
        read=fields["Paragraph"],
        **draft_tags(card.tags, report),
    )


def _foreign_draft(card: AnkiCard, name: str, report: ImportReport) -> Draft | None:
    sides = _sides(card.note_type, card.place)
    if sides is None or (asks_by_gaps(sides[0]) and not all(map(is_readable, card.fields.values()))):
        report.note(Loss.BROKEN, name)
        return None
    front, back = sides
    if asks_by_gaps(front):
        report.note(Loss.CLOZES, name)
    if types_the_answer(front):
        report.note(Loss.TYPED, name)
    asked = printable(question_side(front, card.fields, number=card.place + 1))
    told = printable(answer_side(back, card.fields, number=card.place + 1))
    return Draft(
        key=f"{card.guid} {card.place}",
        question=question(asked, Written.HTML, report, card=name),
        answer=answer(told, Written.HTML, report, card=name),
        **draft_tags(card.tags, report),
    )


def _sides(note_type: NoteType, place: int) -> tuple[str, str] | None:
    """A note with gaps has one template, however many cards it has."""
    at = 0 if note_type.is_cloze else place
    return note_type.templates[at] if at < len(note_type.templates) else None
