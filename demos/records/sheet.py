"""A record as a table for a spreadsheet: a line for each step of each run."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from demos.records.schema import Record, RunRecord, SpanRecord

# Every column, and what it holds. What belongs to a whole run is repeated in each of its lines.
COLUMNS = {
    "run": "the run's id",
    "scenario": "the scenario's name in addresses",
    "lane": "blocking or background",
    "round": "which round of the series; 0 is the warm-up, which does not count",
    "started_at": "when the request arrived (UTC)",
    "status": "what had become of the run when the record was written",
    "waited_ms": "how long the visitor waited for the reply",
    "waited_in": "where that was measured: in the browser (from the click) or on the server",
    "done_ms": "how long until everything was done",
    "processor_ms": "processor time of the whole run",
    "step": "the step's name",
    "kind": "work (processor), network (waiting on it) or queue (waiting for a worker)",
    "place": "web, queue, or the worker process",
    "start_ms": "when the step began, from the run's start",
    "end_ms": "when it ended; empty if it had not",
    "step_processor_ms": "processor time of the step",
    "simulated_ms": "how much of it is a stated simulation",
    "settings": "what was chosen, as JSON",
    "machine": "cores, versions and threads it ran on, as JSON",
}


def as_csv(record: Record) -> str:
    """The table with its heading. A run without any step has one line of its own."""
    text = StringIO()
    lines = csv.DictWriter(text, COLUMNS)
    lines.writeheader()
    for run in record.runs:
        lines.writerows(_lines(run))
    return text.getvalue()


def _lines(run: RunRecord) -> Iterator[dict[str, object]]:
    whole = {
        "run": run.id,
        "scenario": run.scenario,
        "lane": run.lane,
        "round": run.round,
        "started_at": run.started_at.isoformat(),
        "status": run.status,
        "waited_ms": run.waited_ms,
        "waited_in": run.waited_in,
        "done_ms": run.done_ms,
        "processor_ms": run.processor_ms,
        "settings": json.dumps(run.settings),
        "machine": json.dumps(run.machine),
    }
    for span in run.spans:
        yield {**whole, **_step(span)}
    if not run.spans:
        yield whole


def _step(span: SpanRecord) -> dict[str, object]:
    return {
        "step": span.name,
        "kind": span.kind,
        "place": span.place,
        "start_ms": span.start,
        "end_ms": span.end,
        "step_processor_ms": span.processor_ms,
        "simulated_ms": span.simulated_ms,
    }
