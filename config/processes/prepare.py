"""Set-up before anything is served: `python -m config.processes.prepare [build|database]`.

`build` makes what follows from the code alone: static files and sample photos. `database` checks the content
and migrates. Without a word it is both.
"""

import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError

from config.checks import problems
from config.processes.static_files import collect_if_changed


def main(arguments: Sequence[str]) -> None:
    """Run the steps; end with its message, and no traceback, where one refuses."""
    if not set(arguments) <= set(STEPS):
        sys.exit(f"usage: python -m config.processes.prepare [{'|'.join(STEPS)}]")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEBUG", "0")  # as `run` does: the pages of others need names with digests
    try:
        django.setup()
        for name in arguments or STEPS:
            STEPS[name]()
    except DatabaseError as error:
        sys.exit(f"Cannot start: the database says: {error}. DATABASE_URL chooses another one.")
    except (ImproperlyConfigured, CommandError, OSError) as error:
        sys.exit(f"Cannot start: {error}")


def _database() -> None:
    if found := problems():
        sys.exit("\n".join(["Cannot start:", *found]))
    call_command("migrate", interactive=False, verbosity=0)


def _build() -> None:
    collect_if_changed()
    call_command("draw_samples", verbosity=0)


STEPS = {"database": _database, "build": _build}


if __name__ == "__main__":
    main(sys.argv[1:])
