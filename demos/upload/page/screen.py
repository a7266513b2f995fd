"""What the templates of the page get: the drawing, and what belongs to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from demos.addresses import Address
from demos.models import Run
from demos.pairs import Column, Pair, backstage, columns_of, drawing, look_again
from demos.panels import panels_of
from demos.timeline.axis import Axis
from demos.upload.forms import SCENARIO, UploadForm
from demos.upload.page.arrivals import Arrivals, arrivals_of, nothing_yet
from demos.upload.page.race import race_at, summary_at
from demos.upload.work import same_bytes

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
    """The race that an address names, and who is backstage: four queries."""
    race = race_at(address, visitor, now)
    return {
        **_drawing(race, address),
        **backstage(race),
        "panels": panels_of(race, SCENARIO, STEPS_OF),
        "look_again": look_again(
            race.courses, f"{reverse('demos:result')}?{address.query}", now, pending=bool(address.pending)
        ),
        "identical": _identical(race),
        "summary": summary_at(race),
    }


def running_screen(now: datetime) -> dict[str, Any]:
    """The empty drawing in which a browser shows both waits while they last."""
    address = Address(pending=frozenset(Run.Lane.values))
    race = race_at(address, UUID(int=0), now)
    return _drawing(race, address, *(Axis(ms) for ms in RUNNING_AXES))


def refusal_of(form: UploadForm) -> Refusal:
    """Everything that is wrong with an invalid form."""
    photo = form.files.get("photo")
    reasons = tuple(reason for errors in form.errors.get_json_data().values() for reason in errors)
    return Refusal(getattr(photo, "name", ""), tuple(str(reason["message"]) for reason in reasons))


def _drawing(race: Pair, address: Address, *axes: Axis) -> dict[str, Any]:
    columns = columns_of(race, SCENARIO, address.pending)
    return {
        **drawing(race, columns, axes),
        "halves": [Half(column) for column in columns],
        "acts": "demos/upload/acts.html",
        "waits_on": "the mail server",
    }


def _identical(race: Pair) -> bool | None:
    """Whether the lanes' files are equal; None until there is something to compare."""
    if race.won:
        return same_bytes(*(course.run for course in race.courses))
    return None
