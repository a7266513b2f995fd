"""One race: its runs, those of them that the picture shows, and what these may be compared by."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from demos.addresses import Address
from demos.courses import Course
from demos.models import Run, Series
from demos.pairs import Pair, pair_at
from demos.series import Entry, counted, entries_of, middle, series_of
from demos.upload.apps import MILESTONES
from demos.upload.page.summary import Summary, summary_of


@dataclass(frozen=True)
class Race:
    """`pair` is what the picture shows: the median runs of a race, or one round of it (`round`)."""

    pair: Pair
    series: Series | None
    entries: tuple[Entry, ...]
    round: int | None

    @property
    def runs(self) -> tuple[int, int]:
        """How many runs of each lane the figures are the median of."""
        if self.round is not None or not self.entries:
            return 1, 1
        blocking, background = (len(counted(self.entries, lane)) for lane in Run.Lane.values)
        return blocking, background


def race_at(address: Address, visitor: UUID, now: datetime) -> Race:
    """The race that an address names, as far as it belongs to this visitor. At most six queries."""
    series = series_of(visitor, address.series)
    entries = entries_of(series) if series else ()
    shown = [entry for lane in Run.Lane.values if (entry := _shown(entries, lane, address.round))]
    if address.series:
        waits = {entry.lane: entry.waited.ms for entry in shown if entry.waited and entry.in_browser}
        address = replace(address, runs={entry.lane: entry.run for entry in shown}, waits=waits)
    return Race(pair_at(address, visitor, now, milestones=MILESTONES), series, entries, address.round)


def summary_at(race: Race) -> Summary | None:
    """Only of two lanes that had the same to do and did it, by waits that were measured in the same place."""
    blocking, background = race.pair.blocking, race.pair.background
    if not (blocking and background and race.pair.won and _alike(blocking.run, background.run)):
        return None
    in_browser = blocking.in_browser and background.in_browser
    return summary_of(
        (blocking.lane, background.lane),
        (blocking.waited(in_browser=in_browser), background.waited(in_browser=in_browser)),
        runs=race.runs,
        together=_together(race, blocking, background),
        in_browser=in_browser,
        mail_delay_ms=blocking.run.mail_delay_ms,
    )


def _shown(entries: tuple[Entry, ...], lane: str, round_: int | None) -> Entry | None:
    if round_ is None:
        return middle(entries, lane)
    return next((entry for entry in entries if (entry.lane, entry.round) == (lane, round_)), None)


def _alike(one: Run, other: Run) -> bool:
    return bool(one.settings == other.settings)


def _together(race: Race, blocking: Course, background: Course) -> bool:
    """Whether the second lane began before the first had replied; in one round, where medians are of two."""
    times = [(course.run.started_at, course.run.response_ms or 0.0) for course in (blocking, background)]
    round_ = next((entry.round for entry in race.entries if entry.run == blocking.run.pk), None)
    mates = [entry for entry in race.entries if entry.round == round_]
    if len(mates) == len(Run.Lane):
        times = [(entry.started_at, entry.replied.ms if entry.replied else 0.0) for entry in mates]
    (first, replied), (second, _) = sorted(times)
    return second < first + timedelta(milliseconds=replied)
