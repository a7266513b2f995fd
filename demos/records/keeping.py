"""From rows to a record."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from demos.courses import course_of, measured_since, since
from demos.models import Run, Series
from demos.ranks import nearest_rank
from demos.records.schema import (
    EmailRecord,
    ImageRecord,
    LaneFigures,
    Record,
    RunRecord,
    SpanRecord,
    Spread,
)
from demos.series import Entry, counted, entries_of


def record_of_series(series: Series) -> Record | None:
    """All runs of a series, the warm-up too; None where they have been removed."""
    entries = {entry.run: entry for entry in entries_of(series)}
    runs = _whole(Run.objects.filter(pk__in=entries))
    found = {run.pk: run for run in runs}
    kept = [(found[pk], entry) for pk, entry in entries.items() if pk in found]
    if not kept:
        return None
    return Record(
        id=series.pk,
        scenario=series.scenario,
        recorded_at=series.started_at,
        settings=plain(series.settings),
        machine=plain(kept[0][0].machine),
        figures=_figures([entry for _, entry in kept]),
        runs=tuple(_run(run, entry) for run, entry in kept),
    )


def record_of_run(visitor: UUID, run_id: UUID) -> Record | None:
    """One run alone; None where the visitor has no such run."""
    run = _whole(Run.objects.filter(pk=run_id, visitor=visitor)).first()
    if run is None:
        return None
    return Record(
        id=run.pk,
        scenario=run.scenario,
        recorded_at=run.started_at,
        settings=plain(run.settings),
        machine=plain(run.machine),
        figures={},
        runs=(_run(run, _alone(run)),),
    )


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as a record holds them: one level, lists and the like in words."""
    simple = (bool, int, float, str, type(None))
    return {name: value if isinstance(value, simple) else str(value) for name, value in values.items()}


def _whole(runs: QuerySet[Run]) -> QuerySet[Run]:
    return runs.prefetch_related("spans", "pictures", "letters")


def _alone(run: Run) -> Entry:
    """The figures of a run that belongs to no series: the server's own."""
    course = course_of(run, timezone.now())
    return Entry(
        run=run.pk,
        lane=run.lane,
        round=1,
        started_at=run.started_at,
        replied=course.replied,
        waited=course.replied,
        done=course.done,
        processor=course.processor,
        failed=course.failed,
        in_browser=False,
    )


def _run(run: Run, entry: Entry) -> RunRecord:
    return RunRecord(
        id=run.pk,
        scenario=run.scenario,
        lane=run.lane,
        round=entry.round,
        status=run.status,
        failure=run.failure,
        started_at=run.started_at,
        settings=plain(run.settings),
        machine=plain(run.machine),
        waited_ms=entry.waited.ms if entry.waited else None,
        waited_in="browser" if entry.in_browser else "server",
        response_ms=run.response_ms,
        reply_status=HTTPStatus(run.reply_status) if run.reply_status else None,
        done_ms=entry.done.ms if entry.done else None,
        processor_ms=entry.processor.ms if entry.processor else None,
        spans=_spans(run),
        images=_images(run),
        emails=tuple(
            EmailRecord(subject=letter.subject, arrived_ms=since(run, letter.arrived_at))
            for letter in run.letters.all()
        ),
    )


def _spans(run: Run) -> tuple[SpanRecord, ...]:
    return tuple(
        SpanRecord(
            name=span.name,
            kind=span.kind,
            place=span.place,
            start=measured_since(run, span.started_at),
            end=measured_since(run, span.ended_at) if span.ended_at else None,
            processor_ms=span.processor_ms,
            simulated_ms=span.simulated_ms,
            taken_by=span.taken_by,
        )
        for span in run.spans.all()
    )


def _images(run: Run) -> tuple[ImageRecord, ...]:
    return tuple(
        ImageRecord(
            size=picture.size,
            width=picture.width,
            height=picture.height,
            bytes=picture.bytes,
            sha256=picture.digest,
            ready_ms=since(run, picture.made_at),
        )
        for picture in run.pictures.all()
    )


def _figures(entries: Sequence[Entry]) -> dict[str, LaneFigures]:
    lanes = {lane: counted(entries, lane) for lane in Run.Lane.values}
    return {
        lane: LaneFigures(
            runs=len(ranked),
            waited_ms=_spread([entry.waited.ms for entry in ranked if entry.waited]),
            done_ms=_spread([entry.done.ms for entry in ranked if entry.done]),
            processor_ms=_spread([entry.processor.ms for entry in ranked if entry.processor]),
        )
        for lane, ranked in lanes.items()
        if len(ranked) > 1
    }


def _spread(values: Sequence[float]) -> Spread | None:
    if not values:
        return None
    ranked = sorted(values)
    return Spread(
        min=ranked[0],
        p25=nearest_rank(ranked, 0.25),
        p50=nearest_rank(ranked, 0.5),
        p75=nearest_rank(ranked, 0.75),
        max=ranked[-1],
    )
