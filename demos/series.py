"""Several runs of the same thing: a warm-up, then rounds of both lanes; and the middle run of each lane.

A figure of a series is the median of its lane by nearest rank (`demos.ranks`). So it is always a run that
took place, and the picture can show that very run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max, Q, Sum

from demos.durations import Duration
from demos.models import Run, Series, Span, Take
from demos.ranks import nearest_rank

WARM_UP = 0  # the round that does not count
MOST_ROUNDS = 10
MOST_TAKES = len(Run.Lane) * (MOST_ROUNDS + 1)


@dataclass(frozen=True)
class Entry:
    """A run of a series and its three figures, which are kept apart: the visitor's wait, the time until all
    was done, and the processor time it took. `replied` is the server's own measure of the wait. None: not
    known yet.
    """

    run: UUID
    lane: str
    round: int
    started_at: datetime
    replied: Duration | None
    waited: Duration | None
    done: Duration | None
    processor: Duration | None
    failed: bool
    in_browser: bool

    @property
    def is_warm_up(self) -> bool:
        return self.round == WARM_UP

    @property
    def counts(self) -> bool:
        """A warm-up does not, nor does a run that failed or is still waited for."""
        return not self.is_warm_up and not self.failed and self.waited is not None


def add_take(run: Run, *, series: UUID, settings: Mapping[str, Any], round_: int | None) -> Take:
    """Make a run part of the visitor's series of that id, which begins with its first run.

    Without a round it is the next one of its lane. What does not fit into that series (somebody else's, other
    settings, full) begins a new one.
    """
    joined = _series_for(run, series, settings)
    if round_ is None:
        taken = joined.takes.filter(run__lane=run.lane).count()
        if taken >= MOST_ROUNDS:
            joined, taken = _begin(run, uuid4(), settings), 0
        round_ = taken + 1
    return Take.objects.create(run=run, series=joined, round=round_)


def note_wait(visitor: UUID, run: UUID, waited_ms: float) -> bool:
    """Keep what the visitor's browser measured for a run of a series, once; False where there is none."""
    mine = Take.objects.filter(run=run, run__visitor=visitor, waited_ms=None)
    return mine.update(waited_ms=waited_ms) > 0


def series_of(visitor: UUID, series: UUID | None) -> Series | None:
    """The visitor's series of that id."""
    return Series.objects.filter(pk=series, visitor=visitor).first() if series else None


def entries_of(series: Series) -> tuple[Entry, ...]:
    """The runs of a series, by round, blocking before background. One query."""
    work = ~Q(run__spans__kind=Span.Kind.QUEUE)
    takes = (
        series.takes.select_related("run")
        .annotate(last=Max("run__spans__ended_at", filter=work), processor=Sum("run__spans__processor_ms"))
        .order_by("round", "-run__lane", "run__started_at")[:MOST_TAKES]
    )
    takes_now = list(takes)
    in_browser = all(_browser_waited(take) for take in takes_now if take.run.response_ms is not None)
    return tuple(_entry(take, take.last, take.processor, in_browser=in_browser) for take in takes_now)


def counted(entries: Sequence[Entry], lane: str) -> tuple[Entry, ...]:
    """Those of a lane that count, from the shortest wait to the longest."""
    own = [entry for entry in entries if entry.lane == lane and entry.counts]
    return tuple(sorted(own, key=lambda entry: entry.waited.ms if entry.waited else 0.0))


def middle(entries: Sequence[Entry], lane: str) -> Entry | None:
    """The median run of a lane; while none counts, its latest run; None without any."""
    ranked = counted(entries, lane)
    if ranked:
        return nearest_rank(ranked, 0.5)
    return next((entry for entry in reversed(entries) if entry.lane == lane), None)


def _series_for(run: Run, series: UUID, settings: Mapping[str, Any]) -> Series:
    found, _ = Series.objects.get_or_create(pk=series, defaults=_beginning(run, settings))
    fits = (found.visitor, found.scenario, found.settings) == (run.visitor, run.scenario, settings)
    return found if fits else _begin(run, uuid4(), settings)


def _begin(run: Run, series: UUID, settings: Mapping[str, Any]) -> Series:
    return Series.objects.create(pk=series, **_beginning(run, settings))


def _beginning(run: Run, settings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "visitor": run.visitor,
        "scenario": run.scenario,
        "settings": dict(settings),
        "started_at": run.started_at,
    }


def _browser_waited(take: Take) -> bool:
    """No browser can have waited for less than the server worked."""
    return take.waited_ms is not None and take.waited_ms >= (take.run.response_ms or 0.0)


def _entry(take: Take, last: datetime | None, processor: float | None, *, in_browser: bool) -> Entry:
    run = take.run
    waited = take.waited_ms if in_browser else run.response_ms
    worked = (last - run.started_at).total_seconds() * 1000 if last else 0.0
    return Entry(
        run=run.pk,
        lane=run.lane,
        round=take.round,
        started_at=run.started_at,
        replied=None if run.response_ms is None else Duration(run.response_ms),
        waited=None if run.response_ms is None or waited is None else Duration(waited),
        done=Duration(max(worked, run.response_ms or 0.0)) if run.settled else None,
        processor=Duration(processor) if run.settled and processor is not None else None,
        failed=run.status == Run.Status.FAILED,
        in_browser=in_browser,
    )
