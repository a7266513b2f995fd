"""From a record to the picture that its page once showed: from the record alone, without any row or queue."""

from collections.abc import Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse

from demos.courses import Course, lane_of, step_number
from demos.durations import Duration
from demos.models import Run
from demos.pairs import Column, Pair, drawing, least_axis
from demos.records.schema import Record, RunRecord, SpanRecord
from demos.records.spread import runs_of
from demos.scenarios import scenarios, title_of
from demos.series import Entry, middle
from demos.timeline import Step, draw, table_for
from demos.timeline.picture import NO_MILESTONES


def replay_of(record: Record) -> dict[str, Any]:
    """What `demos/records/replay.html` draws: the median runs of the record, and all runs as marks."""
    entries = tuple(_entry(run) for run in record.runs)
    shown = {lane: middle(entries, lane) for lane in Run.Lane.values}
    runs = {run.id: run for run in record.runs}
    courses = {lane: _course(runs[entry.run]) for lane, entry in shown.items() if entry}
    pair = _pair(courses, _milestones(record.scenario))
    return {
        **drawing(pair, _columns(courses, record.scenario)),
        "record": record,
        "title": title_of(record.scenario),
        "runs": runs_of(entries),
        "lasts": max(course.lane.last_moment for course in pair.courses),
        "pill": {"works": True},  # nobody is waited for any more
    }


def _entry(run: RunRecord) -> Entry:
    return Entry(
        run=run.id,
        lane=run.lane,
        round=run.round,
        started_at=run.started_at,
        replied=_duration(run.response_ms),
        waited=_duration(run.waited_ms),
        done=_duration(run.done_ms),
        processor=_duration(run.processor_ms),
        failed=run.status == "failed",
        in_browser=run.waited_in == "browser",
    )


def _course(record: RunRecord) -> Course:
    run = Run(
        id=record.id,
        scenario=record.scenario,
        lane=record.lane,
        status=record.status,
        started_at=record.started_at,
        response_ms=record.response_ms,
        reply_status=record.reply_status,
        settings=record.settings,
        machine=record.machine,
        failure=record.failure,
    )
    known = [moment for span in record.spans for moment in (span.start, span.end) if moment is not None]
    now = max([record.response_ms or 0.0, *known])
    arrivals = [email.arrived_ms for email in record.emails]
    failed = run.status == Run.Status.FAILED
    steps = [_step(span) for span in record.spans]
    lane, skews = lane_of(steps, record.response_ms, now, arrivals, failed=failed)
    wait = _duration(record.waited_ms) or _duration(record.response_ms)
    return Course(run, lane, _duration(record.response_ms), wait, record.waited_in == "browser", skews)


def _step(span: SpanRecord) -> Step:
    return Step(
        name=span.name,
        kind=span.kind,
        place=span.place,
        start=span.start,
        end=span.end,
        simulated=span.simulated_ms,
        short=step_number(span.name),
        processor=span.processor_ms,
        taker=span.taken_by,
    )


def _pair(courses: Mapping[str, Course], milestones: Mapping[str, str]) -> Pair:
    lanes = [courses[lane].lane if lane in courses else None for lane in Run.Lane.values]
    return Pair(
        blocking=courses.get(Run.Lane.BLOCKING),
        background=courses.get(Run.Lane.BACKGROUND),
        timeline=draw(*lanes, milestones=milestones, at_least=least_axis(courses.values())),
        table=table_for(*lanes),
    )


def _columns(courses: Mapping[str, Course], scenario: str) -> list[Column]:
    return [
        Column(lane.value, lane.label, _url(scenario, lane.value), courses.get(lane.value), pending=False)
        for lane in Run.Lane
    ]


def _url(scenario: str, lane: str) -> str:
    """Where the lane answers, on this copy of the site if it has that scenario."""
    try:
        return reverse(f"demos:{scenario}_{lane}")
    except NoReverseMatch:
        return f"/demos/{scenario}/{lane}/"


def _milestones(scenario: str) -> Mapping[str, str]:
    """What the end of a step means there, by the step's name."""
    return next((config.milestones for config in scenarios() if config.slug == scenario), NO_MILESTONES)


def _duration(ms: float | None) -> Duration | None:
    return None if ms is None else Duration(ms)
