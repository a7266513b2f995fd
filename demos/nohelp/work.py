"""A tiny piece of work, and the notes around it, most of which are made when the reply is out."""

import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from demos import runs, spans
from demos.models import Run, Span
from demos.nohelp.models import Title
from demos.queueing import ENQUEUE, IN_QUEUE

SCENARIO, TINY = "nohelp", "tiny"
CAPITALISE = "capitalise"  # how the names of the spans of the work begin, in either lane
PLAYS = ("the tempest", "a doll's house", "the seagull", "antigone", "the cherry orchard", "tartuffe")


def start_run(*, visitor: UUID, lane: Run.Lane, arrived: datetime, number: int) -> Run:
    """A run with so many titles to put into capitals."""
    settings = {"part": TINY, "titles": number}
    run = runs.start_run(visitor=visitor, scenario=SCENARIO, lane=lane, arrived=arrived, settings=settings)
    texts = [PLAYS[n % len(PLAYS)] for n in range(number)]
    Title.objects.bulk_create(Title(run=run, number=n, text=text) for n, text in enumerate(texts, start=1))
    return run


def in_turn(titles: Iterable[Title]) -> Iterator[Title]:
    """Each title, noting on it when its turn came and how long the caller then took over it."""
    for title in titles:
        title.begun_at, began = timezone.now(), time.perf_counter()
        yield title
        title.handed_ms = 1000 * (time.perf_counter() - began)


def begin(run: Run) -> None:
    """The request goes on to the titles: one step of it for all of them."""
    what = titles_of(run)
    if run.lane == Run.Lane.BACKGROUND:
        spans.begin_enqueueing(run.pk, f"{ENQUEUE}{what}", f"{IN_QUEUE}: {what}")
    else:
        Span.objects.create(run=run, name=f"{CAPITALISE} {what}", place=spans.WEB, started_at=timezone.now())


def capitalise(title_id: int) -> None:
    """The work: read one row, put its text into capitals, write it. Done twice, it does no harm."""
    started = timezone.now()
    for text in Title.objects.filter(pk=title_id, done_at=None).values_list("text", flat=True):
        Title.objects.filter(pk=title_id, done_at=None).update(
            capitals=text.upper(), started_at=started, done_at=timezone.now(), place=spans.here()
        )


def capitalise_rest(run: Run) -> None:
    """Those titles of the run that nobody has done yet."""
    for title_id in Title.objects.filter(run=run, done_at=None).values_list("pk", flat=True):
        capitalise(title_id)
    finish(run.pk)


def finish_with(title_id: int) -> None:
    """A worker has done one: the first to begin ended the wait in the queue, the last ends the run."""
    for title in Title.objects.filter(pk=title_id).select_related("run"):
        if title.number == 1:
            spans.close(title.run_id, f"{IN_QUEUE}: {titles_of(title.run)}", at=title.started_at)
        finish(title.run_id)


def finish(run_id: UUID) -> None:
    """If all titles are done, mark the run done, and note what each worker did."""
    if Title.objects.filter(run=run_id, done_at=None).exists():
        return
    with transaction.atomic(durable=True):
        if runs.finish_run(run_id):
            Span.objects.bulk_create(_work_of_each_worker(run_id))


def titles_of(run: Run) -> str:
    """For example "20 titles"."""
    return _titles(run.settings["titles"])


def _work_of_each_worker(run_id: UUID) -> Iterator[Span]:
    """From the start of its first title to the end of its last; what the request did has its step already."""
    done = Title.objects.filter(run=run_id).exclude(place=spans.WEB).order_by("place", "started_at")
    for place, titles in groupby(done, key=lambda title: title.place):
        works = list(titles)
        yield Span(
            run_id=run_id,
            name=f"{CAPITALISE} {_titles(len(works))}",
            place=place,
            started_at=min(filter(None, (title.started_at for title in works))),
            ended_at=max(filter(None, (title.done_at for title in works))),
        )


def _titles(number: int) -> str:
    return f"{number} title{'' if number == 1 else 's'}"
