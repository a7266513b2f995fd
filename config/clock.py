"""The clock of the housekeeping: `python -m config.clock`.

It is Celery's beat, but without Django: it knows the names of tasks and when each is due, and no more. So it
needs half the memory that the `celery beat` of this site would.
"""

import os

from celery.signals import after_task_publish, beat_init, setup_logging

from config.bare_celery import bare_celery
from config.logs.lines import on_standard_error
from config.ticks import note_tick


def main() -> None:
    """Send what settings.CELERY_BEAT_SCHEDULE says, until it is ended."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    setup_logging.connect(_log_as_the_site_does)
    beat_init.connect(note_tick)  # the first task is due only ten seconds later
    after_task_publish.connect(note_tick)
    bare_celery("clock").Beat(quiet=True).run()


def _log_as_the_site_does(**_: object) -> None:
    from config.settings import LOG_FORMAT  # noqa: PLC0415  read where the clock starts

    on_standard_error(LOG_FORMAT)


if __name__ == "__main__":
    main()
