"""Set-up before anything is served: content checked, database migrated, static files and photos in place."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError

from config.checks import problems


def main() -> None:
    """Run every step; end with its message, and no traceback, where one refuses."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        if found := problems():
            sys.exit("\n".join(["Cannot start:", *found]))
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("draw_samples", verbosity=0)
    except DatabaseError as error:
        sys.exit(f"Cannot start: the database says: {error}. DATABASE_URL chooses another one.")
    except (ImproperlyConfigured, CommandError, OSError) as error:
        sys.exit(f"Cannot start: {error}")


if __name__ == "__main__":
    main()
