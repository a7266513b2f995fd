"""One race: what is particular to it in a pair of runs, and what the two may be compared by."""

from datetime import datetime
from uuid import UUID

from demos.addresses import Address
from demos.courses import since
from demos.models import Run
from demos.pairs import Pair, pair_at
from demos.upload.page.summary import Summary, summary_of

MILESTONES = {"resize 96 px": "all four sizes ready", "send email": "email delivered"}


def race_at(address: Address, visitor: UUID, now: datetime) -> Pair:
    """The race that an address names, as far as its runs belong to this visitor. Four queries."""
    return pair_at(address, visitor, now, milestones=MILESTONES)


def summary_at(race: Pair) -> Summary | None:
    """Only of two lanes that had the same to do and did it, by waits that were measured in the same place."""
    blocking, background = race.blocking, race.background
    if not (blocking and background and race.won and _alike(blocking.run, background.run)):
        return None
    in_browser = blocking.in_browser and background.in_browser
    return summary_of(
        (blocking.lane, background.lane),
        (blocking.waited(in_browser=in_browser), background.waited(in_browser=in_browser)),
        together=_overlap(blocking.run, background.run),
        in_browser=in_browser,
        mail_delay_ms=blocking.run.mail_delay_ms,
    )


def _alike(one: Run, other: Run) -> bool:
    return bool(one.settings == other.settings)


def _overlap(one: Run, other: Run) -> bool:
    first, second = sorted((one, other), key=lambda run: run.started_at)
    return since(first, second.started_at) < (first.response_ms or 0.0)
