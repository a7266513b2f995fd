"""A run as facts: what an API client is told about it. All times in milliseconds since the run began."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from demos import expiry, workers
from demos.courses import course_of
from demos.models import Letter, Picture, Run, Span
from demos.queueing import HELD, TRYING_AGAIN
from demos.timeline import Step

EXPIRED = "expired: nobody will do it any more"
UNTAKEN = "it is not known why: a worker is free, and has not taken it yet"
A_MOMENT = timedelta(seconds=5)  # to hand over a task, on a busy machine


def report(run: Run) -> dict[str, Any]:
    """The run as a JSON object. An open span's `end` is null; `reason` says why it waits or failed.

    `clocks` says which machines' clocks differ; the spans are told as if all had the web server's.
    """
    course = course_of(run, timezone.now())
    return {
        "id": str(run.pk),
        "scenario": run.scenario,
        "lane": run.lane,
        "status": run.status,
        "reason": reason(run),
        "started_at": run.started_at.isoformat(),
        "settings": run.settings,
        "machine": run.machine,
        "response_ms": run.response_ms,
        "spans": [_span(step) for step in course.lane.steps],
        "clocks": [skew.words for skew in course.skews],
        "images": [_image(picture, run.started_at) for picture in run.pictures.all()],
        "emails": [_email(letter, run.started_at) for letter in run.letters.all()],
    }


def reason(run: Run) -> str:
    """Why the run is not done, in words: "" where it is, or where somebody is at work on it."""
    if run.status == Run.Status.FAILED:
        return run.failure
    if run.status == Run.Status.UNQUEUED:
        return "the queue cannot be reached; the upload is kept, and is done when the queue is back"
    waiting = [span for span in run.spans.all() if span.kind == Span.Kind.QUEUE and span.ended_at is None]
    if run.lane == Run.Lane.BLOCKING or run.status == Run.Status.DONE or not waiting:
        return ""
    return _why_it_waits(run, waiting)


def _why_it_waits(run: Run, waiting: list[Span]) -> str:
    now = timezone.now()
    if any(expiry.has_expired(run, wait, now) for wait in waiting):
        return EXPIRED
    if any(wait.name.startswith(TRYING_AGAIN) for wait in waiting):
        return "a step did not work, and is tried again in a moment"
    if any(wait.name.startswith(HELD) for wait in waiting):
        return "its worker was lost; the queue gives its task to another one"
    state = workers.status().state
    if state != workers.READY:
        return state
    return UNTAKEN if min(wait.started_at for wait in waiting) < now - A_MOMENT else ""


def wants_json(request: HttpRequest) -> bool:
    """Whether the client would rather have JSON than HTML."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _span(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "kind": step.kind,
        "place": step.place,
        "start": round(step.start, 3),
        "end": None if step.end is None else round(step.end, 3),
        "simulated_ms": step.simulated,
        "processor_ms": step.processor,
    }


def _image(picture: Picture, began: datetime) -> dict[str, Any]:
    return {
        "size": picture.size,
        "width": picture.width,
        "height": picture.height,
        "bytes": picture.bytes,
        "url": reverse("demos:picture", args=[picture.run_id, picture.size]),
        "ready_ms": _ms(picture.made_at, began),
    }


def _email(letter: Letter, began: datetime) -> dict[str, Any]:
    return {
        "to": letter.recipient,
        "subject": letter.subject,
        "arrived_ms": _ms(letter.arrived_at, began),
    }


def _ms(moment: datetime, began: datetime) -> float:
    return round((moment - began).total_seconds() * 1000, 3)
