"""`manage.py doctor`: what is wrong with this installation, and what to do."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from config.doctor.diagnosis import Diagnosis, State
from config.doctor.examining import examine

SIGNS = {State.OK: "ok  ", State.WARN: "WARN", State.FAIL: "FAIL"}


class Command(BaseCommand):
    """Exit status 1 where something fails. Warnings alone are no failure."""

    help = "Say what is wrong with this installation, and what to do. Nothing is changed."
    requires_system_checks = []  # noqa: RUF012  they are among what it looks at

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="For programs: a list of objects.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = examine(settings.DOCTOR)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(diagnosis) for diagnosis in found], indent=2))
        else:
            self._tell(found)
        if any(diagnosis.state is State.FAIL for diagnosis in found):
            sys.exit(1)

    def _tell(self, found: list[Diagnosis]) -> None:
        for diagnosis in found:
            self.stdout.write(f"{SIGNS[diagnosis.state]}  {diagnosis.name}: {diagnosis.says}")
            if diagnosis.do:
                self.stdout.write(f"      {diagnosis.do}")
        counts = {state: sum(diagnosis.state is state for diagnosis in found) for state in State}
        self.stdout.write(
            f"{counts[State.FAIL]} failed, {counts[State.WARN]} to know of, {counts[State.OK]} ok."
        )
