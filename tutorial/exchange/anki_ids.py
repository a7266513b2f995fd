"""Our ids as Anki knows them. None follows from wording: what comes again updates what is there."""

import hashlib

from tutorial.decks import Card, Deck

# Anki's own ids are the milliseconds of a moment; numbers below 2**41 are those before the year 2039.
_FIRST, _COUNT = 1 << 30, 1 << 40
_OURS = "behind-the-scenes:"


def _number(name: str) -> int:
    """A positive number that fits Anki's column, always the same for the same name."""
    return _FIRST + int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % _COUNT


NOTE_TYPE_ID = _number("note type")
NOTE_TYPE_NAME = "Behind the Scenes"
FIELDS = ("Question", "Answer", "Source", "Paragraph")


def deck_number(deck: Deck) -> int:
    return _number(f"deck {deck.id}")


def note_guid(card: Card) -> str:
    """By this Anki finds the note of a card again."""
    return f"{_OURS}{card.id}"


def card_of_guid(guid: str) -> str | None:
    """The id of our card, or None if the note is not one of ours."""
    return guid.removeprefix(_OURS) if guid.startswith(_OURS) else None
