"""What the templates of the page get: the drawing, and what belongs to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from demos.addresses import Address
from demos.lanes import faults_of
from demos.models import Run, Series
from demos.pairs import Column, Pair, backstage, columns_of, drawing, look_again
from demos.panels import panels_of
from demos.records.spread import runs_of
from demos.timeline.axis import Axis
from demos.upload.forms import SCENARIO, UploadForm
from demos.upload.page.arrivals import Arrivals, arrivals_of, nothing_yet
from demos.upload.page.dials import dials_of
from demos.upload.page.race import race_at, summary_at
from demos.upload.work import gone, same_bytes, same_digests

# The axes, ms, that a picture may have while nobody knows yet how long the race will be.
RUNNING_AXES = (1_500.0, 3_000.0, 6_000.0, 12_000.0, 30_000.0, 60_000.0, 120_000.0)
# The steps that a line of code stands for, by the function it calls, where the request itself does them.
STEPS_OF = {"make_sizes(": "resize ", "send_confirmation(": "send email"}


@dataclass(frozen=True)
class Half:
    """A lane's column, and what has arrived of its run."""

    column: Column

    @property
    def arrivals(self) -> Arrivals:
        course = self.column.course
        return arrivals_of(course.run, course.wait) if course else nothing_yet()


@dataclass(frozen=True)
class Refusal:
    """Why an upload cannot be used; `name` is the file's, "" where there was none or it was not read."""

    name: str
    reasons: tuple[str, ...]


def result_screen(address: Address, visitor: UUID, now: datetime) -> dict[str, Any]:
    """The race that an address names, and who is backstage: six queries at the most."""
    race = race_at(address, visitor, now)
    pair = race.pair
    return {
        **_drawing(pair, address),
        **backstage(pair),
        "panels": panels_of(pair, SCENARIO, STEPS_OF),
        "look_again": look_again(
            pair.courses, f"{reverse('demos:result')}?{address.query}", now, pending=bool(address.pending)
        ),
        "identical": _identical(pair),
        "pictures_gone": any(gone(course.run) for course in pair.courses),
        "summary": summary_at(race),
        "race": race,
        "link": _link_to(race.series) if race.series else "",
        "runs": runs_of(race.entries) if address.round is None else None,
    }


def running_screen(now: datetime) -> dict[str, Any]:
    """The empty drawing in which a browser shows both waits while they last."""
    address = Address(pending=frozenset(Run.Lane.values))
    pair = race_at(address, UUID(int=0), now).pair
    return _drawing(pair, address, *(Axis(ms) for ms in RUNNING_AXES))


def refusal_of(form: UploadForm) -> Refusal:
    """Everything that is wrong with an invalid form."""
    photo = form.files.get("photo")
    return Refusal(getattr(photo, "name", ""), tuple(faults_of(form)))


def _drawing(pair: Pair, address: Address, *axes: Axis) -> dict[str, Any]:
    columns = columns_of(pair, SCENARIO, address.pending)
    return {
        **drawing(pair, columns, axes),
        "halves": [Half(column) for column in columns],
        "acts": "demos/upload/acts.html",
        "waits_on": "the mail server",
    }


def _link_to(series: Series) -> str:
    """Shows the race to its visitor; to everybody else its settings, ready to start."""
    return f"{reverse('demos:upload')}?{urlencode({'series': series.pk})}&{dials_of(series.settings).query}"


def _identical(pair: Pair) -> bool | None:
    """Whether the lanes' pictures are equal; None until there is something to compare.

    While the files are there their bytes are compared, later the digests that were noted with each.
    """
    if not pair.won:
        return None
    runs = [course.run for course in pair.courses]
    return same_digests(*runs) if any(map(gone, runs)) else same_bytes(*runs)
