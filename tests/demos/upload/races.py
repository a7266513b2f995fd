"""A race as rows: both lanes done, their spans at known times."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from demos.models import Run, Series, Span, Take
from demos.upload.imaging import SIZES
from demos.upload.page.dials import Dials
from tests.demos.rows import add_letter, add_picture, make_run

Work = tuple[str, str, str, float, float | None]  # name, kind, place, start and end in ms

BLOCKING: list[Work] = [
    ("receive and check", "work", "web", 0, 30),
    *((f"resize {size} px", "work", "web", 30 + 100 * n, 130 + 100 * n) for n, size in enumerate(SIZES)),
    ("send email", "network", "web", 430, 1240),
]
BACKGROUND: list[Work] = [
    ("receive and check", "work", "web", 0, 30),
    ("enqueue sizes", "work", "web", 30, 34),
    ("enqueue email", "work", "web", 34, 36),
    ("in the queue: sizes", "queue", "queue", 31, 50),
    ("in the queue: email", "queue", "queue", 35, 55),
    *(
        (f"resize {size} px", "work", "demos@host/1", 50 + 100 * n, 150 + 100 * n)
        for n, size in enumerate(SIZES)
    ),
    ("send email", "network", "demos@host/2", 55, 865),
]
QUEUED: list[Work] = [*BACKGROUND[:3], ("in the queue: sizes", "queue", "queue", 31, None)]


def make_lane(visitor: UUID, lane: Run.Lane, work: list[Work], **fields: Any) -> Run:
    """A run of this lane with its spans."""
    run = make_run(visitor=visitor, lane=lane, **fields)
    Span.objects.bulk_create(_span(run, span) for span in work)
    return run


def make_blocking(visitor: UUID, *, content: bytes = b"a picture", **fields: Any) -> Run:
    """A blocking run that is done: it replied after 1250 ms."""
    defaults = {"status": Run.Status.DONE, "response_ms": 1250, "started_at": _ago(10)}
    return with_results(make_lane(visitor, Run.Lane.BLOCKING, BLOCKING, **{**defaults, **fields}), content)


def make_background(visitor: UUID, *, content: bytes = b"a picture", **fields: Any) -> Run:
    """A background run that is done: it replied after 40 ms."""
    defaults = {"status": Run.Status.DONE, "response_ms": 40, "started_at": _ago(5)}
    return with_results(
        make_lane(visitor, Run.Lane.BACKGROUND, BACKGROUND, **{**defaults, **fields}), content
    )


def make_queued(visitor: UUID, **fields: Any) -> Run:
    """A background run that replied after 40 ms, and that no worker has begun with."""
    defaults = {"status": Run.Status.QUEUED, "response_ms": 40, "started_at": _ago(1)}
    return make_lane(visitor, Run.Lane.BACKGROUND, QUEUED, **{**defaults, **fields})


def make_series(*runs: Run, warm_up: bool = False, **settings: Any) -> Series:
    """The runs as one race, in rounds as they come; its first round is a warm-up if so said."""
    chosen = asdict(Dials(**settings, warm_up=warm_up)) | {"photo": "Lighthouse"}
    series = Series.objects.create(
        pk=uuid4(), visitor=runs[0].visitor, scenario="upload", settings=chosen, started_at=runs[0].started_at
    )
    for lane in Run.Lane.values:
        for number, run in enumerate((run for run in runs if run.lane == lane), start=0 if warm_up else 1):
            Take.objects.create(run=run, series=series, round=number)
    return series


def with_results(run: Run, content: bytes) -> Run:
    """Four pictures and a letter."""
    for size in SIZES:
        add_picture(run, size, content)
    add_letter(run)
    return run


def _span(run: Run, work: Work) -> Span:
    name, kind, place, start, end = work
    return Span(
        run=run,
        name=name,
        kind=kind,
        place=place,
        started_at=run.started_at + timedelta(milliseconds=start),
        ended_at=None if end is None else run.started_at + timedelta(milliseconds=end),
        simulated_ms=800 if name == "send email" else 0,
    )


def _ago(seconds: float) -> datetime:
    return timezone.now() - timedelta(seconds=seconds)
