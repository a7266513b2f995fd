"""`manage.py draw_samples`: the race's sample photos, where they are not there yet."""

from typing import Any

from django.core.management.base import BaseCommand

from demos.upload.samples import draw_missing


class Command(BaseCommand):
    help = "Draw the race's sample photos into DATA_DIR, where they are missing or their art has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in draw_missing():
            if options["verbosity"] > 0:
                self.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
