"""What is kept of the demos is bounded: in age, for each visitor, and in all.

Files go first. The rows of a run, which are small, stay much longer: they are its record.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from demos import files
from demos.models import Picture, Run, Series
from demos.runs import UNFINISHED

logger = logging.getLogger(__name__)


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
        files.discard(paths)
    return len(going)


def remove_runs(runs: QuerySet[Run]) -> int:
    """Remove these runs with everything that they left; returns how many."""
    going = list(runs)
    for run in going:
        with transaction.atomic():  # a worker may just be making another picture of it
            paths = _files_of(run)
            run.delete()  # rows first: a file without a row is swept later, a row without a file is an error
        files.discard(paths)
    return len(going)


def sweep_files(now: datetime) -> int:
    """Remove files that no row knows, once nobody can be about to write that row; returns how many.

    Rows whose file is gone say so from then on. Where all are gone nothing is done: then it is not the files
    that are wrong, but the place where they are looked for.
    """
    known = known_names()
    there = files.all_names()  # after the rows: what is kept in between is young, and nobody's stray
    if known and not known & there:
        logger.error("none of %s files is where photos are kept: is it the right place?", len(known))
        return 0
    _note_missing(known - there)
    strays = [name for name in there - known if _is_older(name, now - FILES.oldest)]
    files.discard(strays)
    return len(strays)


def known_names() -> set[str]:
    """The files of all rows, whether they are there or not."""
    photos = Run.objects.exclude(photo="").values_list("photo", flat=True)
    pictures = Picture.objects.exclude(file="").values_list("file", flat=True)
    return {*photos, *pictures}


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


def _is_older(name: str, than: datetime) -> bool:
    saved_at = files.saved_at(name)
    return saved_at is not None and saved_at < than


def _note_missing(names: set[str]) -> None:
    for name in names:
        Run.objects.filter(photo=name).update(photo="")
        Picture.objects.filter(file=name).update(file="")
