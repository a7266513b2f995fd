"""Both uploads on one axis, each from its own arrival: the request, the outage it met, and the work. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demos.timeline import QUEUE, WEB, Step
from demos.timeline.axis import Axis, axis_for
from demos.timeline.bars import Bar, Flag, bar_for, flag_for
from demos.timeline.rows import Row, rows_for

KEPT = "kept until the queue is back"
SHORTEST_AXIS_MS = 500.0


@dataclass(frozen=True)
class Upload:
    """One run, in ms from its arrival. `settled`: nothing more will happen to it. `shut`: when the queue was
    out of reach, from and to; `queued` is when it first got into the queue, None for not yet.
    """

    title: str
    steps: tuple[Step, ...]
    now: float
    replied: float | None
    queued: float | None
    settled: bool
    shut: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Scene:
    """An upload as drawn; `shut` are the stretches of the axis where the queue was out of reach."""

    wait: Bar
    bars: tuple[Bar, ...]
    flag: Flag | None
    shut: tuple[Bar, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Picture:
    """Both; None for one that has not run."""

    axis: Axis
    scenes: tuple[Scene | None, ...]


def draw(uploads: Sequence[Upload | None]) -> Picture:
    """On the shortest axis that holds all that has happened so far."""
    axis = axis_for(SHORTEST_AXIS_MS, *(_last_moment(upload) for upload in uploads if upload))
    return Picture(axis, tuple(_scene(upload, axis) if upload else None for upload in uploads))


def _last_moment(upload: Upload) -> float:
    if not upload.settled:
        return upload.now
    return max([upload.replied or 0.0, *(step.end for step in upload.steps if step.end is not None)])


def _scene(upload: Upload, axis: Axis) -> Scene:
    rows = rows_for(_backstage(upload), axis, upload.now, {})
    return Scene(
        wait=bar_for(Step("wait", "work", WEB, 0.0, upload.replied), axis, upload.now),
        bars=tuple(bar_for(step, axis, upload.now) for step in upload.steps if step.place == WEB),
        flag=None if upload.replied is None else flag_for(upload.replied, axis),
        shut=tuple(
            bar_for(Step("out of reach", QUEUE, QUEUE, *times), axis, upload.now) for times in upload.shut
        ),
        rows=tuple(replace(row, title=f"{upload.title}: {row.title}") for row in rows),
    )


def _backstage(upload: Upload) -> list[Step]:
    """The steps of the workers and the waits; the time between a reply and the queue is a wait as well."""
    if upload.replied is None:
        return []  # it is not in the queue yet, whatever it hopes for
    steps = [step for step in upload.steps if step.place != WEB]
    if upload.queued is None and not upload.settled:
        steps.append(Step(KEPT, "queue", QUEUE, upload.replied, None))
    elif upload.queued is not None and upload.queued > upload.replied:
        steps.append(Step(KEPT, "queue", QUEUE, upload.replied, upload.queued))
    return steps
