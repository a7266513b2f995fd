"""`manage.py export_deck DECK FILE`: a deck as a file for another flashcard program."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tutorial.decks import Deck
from tutorial.exchange.apkg_writing import apkg
from tutorial.exchange.sheet_writing import as_csv, as_tsv
from tutorial.exchange.standing_alone import public_site
from tutorial.library import library, nearest


class Command(BaseCommand):
    help = "Write a deck to a file: for Anki (.apkg), a spreadsheet (.csv), or a flashcard program (.tsv)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deck", help="Its id.")
        parser.add_argument("file", type=Path, help="Its ending says which kind: .apkg, .csv or .tsv.")

    def handle(self, *args: Any, **options: Any) -> None:
        deck, path = _deck(options["deck"]), options["file"]
        try:
            path.write_bytes(_content(deck, path.suffix.lower()))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        count = len(deck.cards)
        cards, are = ("card", "is") if count == 1 else ("cards", "are")
        self.stdout.write(f"{count} {cards} of {deck.title} {are} in {path}.")


def _deck(name: str) -> Deck:
    deck = library().get(Deck, name)
    if deck is None:
        names = [deck.id for deck in library().all(Deck)]
        raise CommandError(f"There is no deck {name}; {nearest(name, names)}")
    return deck


def _content(deck: Deck, ending: str) -> bytes:
    match ending:
        case ".apkg":
            return apkg(deck, site=public_site(), now=timezone.now())
        case ".csv":
            return as_csv(deck).encode()
        case ".tsv":
            return as_tsv(deck, site=public_site()).encode()
    raise CommandError(f"A file cannot end in {ending or 'nothing'}: write .apkg, .csv or .tsv.")
