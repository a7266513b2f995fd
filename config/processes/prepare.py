"""Set-up before anything is served: content checked, database migrated, static files and photos in place."""

import sys
from io import StringIO

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.db import OperationalError


def main() -> None:
    """Run every step; end with its message, and no traceback, where one refuses."""
    try:
        django.setup()
        call_command("check", stdout=StringIO())  # it raises what it finds; "no issues" is no news
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("draw_samples", verbosity=0)
    except SystemCheckError as error:
        sys.exit(str(error).strip())
    except (ImproperlyConfigured, CommandError, OperationalError, OSError) as error:
        sys.exit(f"Cannot start: {error}")


if __name__ == "__main__":
    main()
