"""The record of a load test as files to take home."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from demos.stage.figures import figures_of
from demos.stage.models import LoadTest
from demos.stage.recording import LanePlay, to_values

COLUMNS = ("lane", "what", "number", "at_ms", "took_ms", "outcome", "queued", "slots_taken", "reason")


def as_json(test: LoadTest) -> dict[str, Any]:
    """Everything there is of it: settings, machine, figures, series. Times in ms, from a lane's beginning."""
    recording = test.recording
    return {
        "id": str(test.pk),
        "state": test.state,
        "failure": test.failure,
        "started": test.started.isoformat(),
        "ended": test.ended.isoformat() if test.ended else None,
        "settings": test.settings,
        "machine": test.machine,
        "figures": {play.lane: _figures(play) for play in recording.lanes},
        "recording": to_values(recording),
    }


def as_csv(test: LoadTest) -> str:
    """A line for each user, each look of the bystander and each sample of the stage and the queue."""
    text = StringIO()
    lines = csv.DictWriter(text, COLUMNS)
    lines.writeheader()
    for play in test.recording.lanes:
        lines.writerows(_lines(play))
    return text.getvalue()


def _figures(play: LanePlay) -> dict[str, object]:
    found = figures_of(play)
    times = {
        "p50": found.p50,
        "p95": found.p95,
        "p99": found.p99,
        "max": found.longest,
        "queue_empty": found.emptied,
    }
    return {
        "users": found.counts.users,
        "served": found.counts.served,
        "per_second": found.per_second,
        **{f"{name}_ms": figure.time.ms if figure else None for name, figure in times.items()},
        "at_least": [name for name, figure in times.items() if figure and figure.bound],
    }


def _lines(play: LanePlay) -> Iterator[dict[str, object]]:
    for number, seat in enumerate(play.seats, 1):
        yield {
            "lane": play.lane,
            "what": "user",
            "number": number,
            "at_ms": round(seat.clicked, 3),
            "took_ms": round(seat.wait(play.now), 3),
            "outcome": seat.outcome.value,
            "reason": seat.reason,
        }
    for number, look in enumerate(play.looks, 1):
        yield {
            "lane": play.lane,
            "what": "bystander",
            "number": number,
            "at_ms": round(look.at, 3),
            "took_ms": round(look.took, 3),
            "outcome": look.outcome.value,
        }
    for number, sample in enumerate(play.samples, 1):
        yield {
            "lane": play.lane,
            "what": "sample",
            "number": number,
            "at_ms": round(sample.at, 3),
            "queued": sample.queued,
            "slots_taken": sum(map(bool, sample.slots)),
        }
