"""A record of runs, as it is downloaded and opened again: on this copy of the site or on another.

All times are milliseconds since the run began; None: not known when the record was written. Whatever does not
fit this shape is no record, so a file that comes from anywhere may be shown.
"""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from demos.series import MOST_ROUNDS, MOST_TAKES

MOST_SPANS = 300
A_MONTH = 31 * 86_400_000.0  # rows are kept for thirty days, and something may still happen to them

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,19}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Words = Annotated[str, StringConstraints(max_length=1000)]
Ms = Annotated[float, Field(ge=0, le=A_MONTH, allow_inf_nan=False)]
Measured = Annotated[float, Field(ge=-A_MONTH, le=A_MONTH, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Settings = Annotated[dict[Name, bool | int | Number | Words | None], Field(max_length=40)]
# Any page can write these, in any time zone.
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))
]
LaneName = Literal["blocking", "background"]


class Part(BaseModel):
    """Nothing but what is named here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SpanRecord(Part):
    """One step: what, where, from when to when by the clock of its machine, which may be behind;
    `simulated_ms` of it are a stated simulation.
    """

    name: Name
    kind: Literal["work", "network", "queue"]
    place: Name
    start: Measured
    end: Measured | None
    processor_ms: Ms | None
    simulated_ms: Count
    taken_by: Annotated[str, StringConstraints(max_length=120)] = ""  # older records do not have it


class ImageRecord(Part):
    """One picture that was made; the file itself is not in the record, but its digest is."""

    size: Count
    width: Count
    height: Count
    bytes: Count
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
    ready_ms: Ms


class EmailRecord(Part):
    """One letter, as the mail sink received it."""

    subject: Words
    arrived_ms: Ms


class RunRecord(Part):
    """One run. Round 0 is a warm-up, which does not count."""

    id: UUID
    scenario: Slug
    lane: LaneName
    round: Annotated[int, Field(ge=0, le=MOST_ROUNDS)]
    status: Literal["received", "unqueued", "queued", "working", "done", "failed"]
    failure: Words
    started_at: Moment
    settings: Settings
    machine: Settings
    waited_ms: Ms | None
    waited_in: Literal["browser", "server"]
    response_ms: Ms | None
    reply_status: HTTPStatus | None = None  # older records do not have it
    done_ms: Ms | None
    processor_ms: Ms | None
    spans: Annotated[tuple[SpanRecord, ...], Field(max_length=MOST_SPANS)]
    images: Annotated[tuple[ImageRecord, ...], Field(max_length=20)]
    emails: Annotated[tuple[EmailRecord, ...], Field(max_length=50)]


class Spread(Part):
    """Percentiles by nearest rank: each is the figure of a run that took place."""

    min: Ms
    p25: Ms
    p50: Ms
    p75: Ms
    max: Ms


class LaneFigures(Part):
    """What the counted runs of a lane come to, where there is more than one."""

    runs: Count
    waited_ms: Spread | None
    done_ms: Spread | None
    processor_ms: Spread | None


class Record(Part):
    """A run, or a whole series of them."""

    format: Literal["behind-the-scenes/runs"] = "behind-the-scenes/runs"
    version: Literal[1] = 1
    id: UUID
    scenario: Slug
    recorded_at: Moment
    settings: Settings
    machine: Settings
    figures: dict[LaneName, LaneFigures]
    runs: Annotated[tuple[RunRecord, ...], Field(min_length=1, max_length=MOST_TAKES)]
