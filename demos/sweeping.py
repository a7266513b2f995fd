"""What is kept of the demos is bounded: in age, for each visitor, and in all.

Files go first. The rows of a run, which are small, stay much longer: they are its record.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from demos.files import PHOTOS, PICTURES
from demos.models import Picture, Run, Series
from demos.runs import UNFINISHED


@dataclass(frozen=True)
class Bounds:
    """How long something is kept, and of how many runs: the newest of a visitor, and of all."""

    oldest: timedelta
    of_a_visitor: int
    in_all: int


FILES = Bounds(timedelta(days=1), 40, 1000)
ROWS = Bounds(timedelta(days=30), 400, 10_000)


def sweep_runs(now: datetime) -> int:
    """Remove runs past one of the bounds of rows; returns how many.

    A run that still waits or is at work is left alone until it is too old.
    """
    removed = remove_runs(_past(ROWS, now, Run.objects.all()))
    Series.objects.filter(takes=None).delete()
    return removed


def sweep_files_of_runs(now: datetime) -> int:
    """Remove the files of runs past one of the bounds of files, by the same rule; returns of how many.

    Their rows stay, and say so.
    """
    going = list(_past(FILES, now, Run.objects.exclude(photo="")).prefetch_related("pictures"))
    for run in going:
        paths = _files_of(run)
        with transaction.atomic():
            run.pictures.update(file="")
            Run.objects.filter(pk=run.pk).update(photo="")
        _delete(paths)
    return len(going)


def remove_runs(runs: QuerySet[Run]) -> int:
    """Remove these runs with everything that they left; returns how many."""
    going = list(runs)
    for run in going:
        with transaction.atomic():  # a worker may just be making another picture of it
            paths = _files_of(run)
            run.delete()  # rows first: a file without a row is swept later, a row without a file is an error
        _delete(paths)
    return len(going)


def sweep_files(now: datetime) -> int:
    """Remove files that no row knows, once nobody can be about to write that row; returns how many."""
    known = set(
        chain(Run.objects.values_list("photo", flat=True), Picture.objects.values_list("file", flat=True))
    )
    strays = [
        path
        for folder in (PHOTOS, PICTURES)
        for path in _files_in(folder)
        if path not in known and default_storage.get_modified_time(path) < now - FILES.oldest
    ]
    for path in strays:
        default_storage.delete(path)
    return len(strays)


def _past(bounds: Bounds, now: datetime, runs: QuerySet[Run]) -> QuerySet[Run]:
    newest_first = F("started_at").desc()
    ranked = runs.annotate(
        of_visitor=Window(RowNumber(), partition_by="visitor", order_by=newest_first),
        of_all=Window(RowNumber(), order_by=newest_first),
    )
    too_many = Q(of_visitor__gt=bounds.of_a_visitor) | Q(of_all__gt=bounds.in_all)
    return ranked.filter(Q(started_at__lt=now - bounds.oldest) | (too_many & ~Q(status__in=UNFINISHED)))


def _files_of(run: Run) -> list[str]:
    paths = [run.photo.name, *(picture.file.name for picture in run.pictures.all())]
    return [path for path in paths if path]


def _delete(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)


def _files_in(folder: str) -> list[str]:
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return []
    return [f"{folder}/{name}" for name in names]
