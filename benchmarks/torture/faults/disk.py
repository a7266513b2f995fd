"""A disk is really full: first that of the photos, then that of SQLite's database."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from benchmarks.torture.finding import Finding
from benchmarks.torture.storing.database_disk import fill_below_database
from benchmarks.torture.storing.disks import Disk, keep_mounts_private
from benchmarks.torture.storing.photos_disk import fill_below_photos
from tests.site import running_site

MEGABYTES_OF_PHOTOS, MEGABYTES_OF_ROWS = 512, 32


def ordeal(folder: Path, *, small: bool = False) -> Iterator[Finding]:
    """Small: four visitors with five uploads each, then 6 learners; else 4 with 10, and 30. Raises NoDisk."""
    visitors, uploads, people = (4, 5, 6) if small else (4, 10, 30)
    keep_mounts_private()
    photos = Disk(settings.MEDIA_ROOT, MEGABYTES_OF_PHOTOS)
    rows = Disk(folder / "rows", MEGABYTES_OF_ROWS)
    with running_site(folder / "var", DATABASE_URL=os.environ["DATABASE_URL"]) as site:
        yield fill_below_photos(site.url, photos, visitors=visitors, uploads=uploads)
        yield fill_below_database(site, rows, people=people)
