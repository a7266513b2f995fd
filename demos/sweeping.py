"""What is kept of the demos is bounded: in age, for each visitor, and in all."""

from datetime import datetime, timedelta
from itertools import chain

from django.core.files.storage import default_storage
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from demos.files import PHOTOS, PICTURES
from demos.models import Picture, Run
from demos.runs import UNFINISHED

OLDEST = timedelta(days=1)
RUNS_OF_A_VISITOR = 40
RUNS_IN_ALL = 1000


def sweep_runs(now: datetime) -> int:
    """Remove runs, with their files, past one of the bounds; returns how many.

    A run that still waits or is at work is left alone until it is too old.
    """
    runs = list(_to_sweep(now))
    for run in runs:
        paths = [run.photo.name, *(picture.file.name for picture in run.pictures.all())]
        run.delete()  # the rows first: a file without a row is swept later, a row without a file is an error
        for path in filter(None, paths):
            default_storage.delete(path)
    return len(runs)


def sweep_files(now: datetime) -> int:
    """Remove files that no row knows, once nobody can be about to write that row; returns how many."""
    known = set(
        chain(Run.objects.values_list("photo", flat=True), Picture.objects.values_list("file", flat=True))
    )
    strays = [
        path
        for folder in (PHOTOS, PICTURES)
        for path in _files_in(folder)
        if path not in known and default_storage.get_modified_time(path) < now - OLDEST
    ]
    for path in strays:
        default_storage.delete(path)
    return len(strays)


def _to_sweep(now: datetime) -> QuerySet[Run]:
    newest_first = F("started_at").desc()
    ranked = Run.objects.annotate(
        of_visitor=Window(RowNumber(), partition_by="visitor", order_by=newest_first),
        of_all=Window(RowNumber(), order_by=newest_first),
    )
    too_many = Q(of_visitor__gt=RUNS_OF_A_VISITOR) | Q(of_all__gt=RUNS_IN_ALL)
    over = ranked.filter(Q(started_at__lt=now - OLDEST) | (too_many & ~Q(status__in=UNFINISHED)))
    return over.prefetch_related("pictures")


def _files_in(folder: str) -> list[str]:
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return []
    return [f"{folder}/{name}" for name in names]
