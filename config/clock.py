"""The clock of the housekeeping: `python -m config.clock`.

It is Celery's beat, but without Django: it knows the names of tasks and when each is due, and no more. So it
needs half the memory that the `celery beat` of this site would.
"""

import os

from celery import Celery


def main() -> None:
    """Send what settings.CELERY_BEAT_SCHEDULE says, until it is ended."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    app = Celery("clock", fixups=[])
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.imports = ()
    app.Beat(quiet=True).run()


if __name__ == "__main__":
    main()
