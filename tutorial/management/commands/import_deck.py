"""`manage.py import_deck FILE --course COURSE --deck DECK`: another program's cards as a deck file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tutorial.decks import Level
from tutorial.exchange.importing import Imported, Wish, import_deck
from tutorial.exchange.refusal import Refused


class Command(BaseCommand):
    help = (
        "Make a deck of an Anki package (.apkg), a table (.csv, .tsv) or a Markdown file (.md), and say what"
        " could not be carried. docs/content.md describes the formats."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--course", required=True, help="The course that it becomes a part of.")
        parser.add_argument("--deck", required=True, help="The deck's id, by which its file is called.")
        parser.add_argument("--title", default="", help="The deck's title; else the one in the file.")
        parser.add_argument("--level", choices=[level.value for level in Level], default=Level.BEGINNER)
        parser.add_argument(
            "--concept", action="append", default=[], help="What the cards are about; may be given again."
        )
        parser.add_argument(
            "--read", default="", help="The paragraph that teaches them: lesson-id#paragraph-id"
        )
        parser.add_argument(
            "--replace", action="store_true", help="Bring a deck that is there already up to date."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wish = Wish(
            course=options["course"],
            deck=options["deck"],
            title=options["title"],
            level=Level(options["level"]),
            concepts=tuple(options["concept"]),
            read=options["read"],
            replace=options["replace"],
        )
        try:
            done = import_deck(options["file"], wish, Path(settings.CONTENT_DIR))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self._tell(done)

    def _tell(self, done: Imported) -> None:
        cards = "1 card" if done.cards == 1 else f"{done.cards} cards"
        self.stdout.write(f"{done.path}: {cards}, {done.new} new, {done.changed} changed.")
        losses = list(done.report.lines())
        self.stdout.write("Not carried as it was:" if losses else "Everything was carried.")
        for loss in losses:
            self.stdout.write(f"- {loss}")
