"""`manage.py score_report`: how well the rules of the explain prompts agree with the labelled samples."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from quizzes.explain.disputes import standing_disputes
from quizzes.explain.measuring import falls_short, verdicts
from quizzes.explain.schema import Prompt
from quizzes.explain.score_tables import score_tables
from tutorial.library import library

DOCUMENT = Path("docs/scoring.md")
BEGIN, END = "<!-- The tables of manage.py score_report begin here. -->", "<!-- They end here. -->"


class Command(BaseCommand):
    """Exit code 1: a tuned sample is not scored as labelled, or the held-out ones fall below the least."""

    help = "Print precision, recall, F1 and the confusion table, per prompt and concept, over the samples."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help=f"Put the tables into {DOCUMENT}.")
        parser.add_argument(
            "--disputes",
            action="store_true",
            help='List what learners count as said ("I did say this"), with their texts: for you alone.',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["disputes"]:
            self._list_disputes()
            return
        prompts = library().all(Prompt)
        tables = score_tables(prompts)
        self.stdout.write(tables)
        if options["write"]:
            path = settings.BASE_DIR / DOCUMENT
            path.write_text(with_tables(path.read_text(encoding="utf-8"), tables), encoding="utf-8")
        if falls_short(verdicts(prompts)):
            self.stderr.write("The rules fall short: see docs/scoring.md.")
            sys.exit(1)

    def _list_disputes(self) -> None:
        disputes = list(standing_disputes())
        for dispute in disputes:
            point = f"{dispute.point or 'answer'}: {dispute.title}"
            self.stdout.write(f"{dispute.at:%Y-%m-%d %H:%M} {dispute.prompt} ({dispute.digest})\n  {point}")
            self.stdout.write("\n".join(f"    {line}" for line in dispute.text.splitlines()))
        self.stdout.write(f"{len(disputes)} standing.")


def with_tables(document: str, tables: str) -> str:
    """The document with these tables in place of those between its marks."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{tables}\n\n{END}{after}"
