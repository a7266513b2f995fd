"""What the page shows: why nothing goes on, the queue over time, what has become of the visitor's photos."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from demos import crew, presenters, scenario_pages, workers
from demos.machine import cores
from demos.noworker import samples
from demos.noworker.chart import chart_of
from demos.noworker.depth import Depth, depth
from demos.noworker.drops import dropped_since
from demos.noworker.forms import PATIENCE, PhotosForm
from demos.noworker.housekeeping import last_round
from demos.noworker.photos import Photo, photos_of
from demos.noworker.story import Story, latest_story
from demos.noworker.uploading import MAIL_DELAY_MS, PHOTOS, SCENARIO, upload_photos
from demos.noworker.waiting import REASONS
from demos.panels import panel_of
from demos.reports import EXPIRED
from demos.visitors import visitor_of
from demos.worker_pill import pill_for
from demos.workers import WorkerStatus

LIVELY_MS, AT_REST_MS = 500, 3000
MOST_LOOKS_AT_REST = 200  # ten minutes: the page may lie forgotten in a tab


def show(request: HttpRequest, *, trouble: str = "", status: int = 200) -> HttpResponse:
    """The page, or its result. `trouble` is why something was not done."""
    now = timezone.now()
    team, queue = workers.status(), depth()
    if queue:
        samples.note(queue, team, now)
    photos, story = photos_of(visitor_of(request), now), latest_story(samples.moments(now))
    expires = patience(request.POST or request.GET)
    url = f"{reverse('demos:noworker')}?{urlencode({'expires_s': expires})}"
    lively = _is_lively(queue, team, photos, story)
    context = {
        "pair": {"courses": photos},  # whether there is a result
        "photos": photos,
        "done": sum(photo.done is not None for photo in photos),
        "failed": sum(photo.failed for photo in photos),
        **_backstage(team, queue, photos, now),
        **_plot(story),
        "trouble": trouble,
        "why_not": presenters.why_not(request),
        "expires": expires,
        "patience": PATIENCE,
        "batch": PHOTOS,
        "mail_delay_ms": MAIL_DELAY_MS,
        "panels": [
            panel_of("background", "The upload", upload_photos, beside=upload_photos),
            panel_of("background", "The pause", crew.pause, beside=crew.pause),
        ],
        "code_says": "Nothing in the upload knows whether anybody works.",
        "drawing": "demos/noworker/drawing.html",
        "facts": "demos/noworker/facts.html",
        "lively": lively,
        "look_again": _look_again(request, url, lively=lively),
    }
    return scenario_pages.render_scenario(request, SCENARIO, url, context, status=status)


def patience(data: QueryDict) -> int:
    """How long a task may wait, seconds, as the form or the address says; else the usual."""
    form = PhotosForm(data)
    form.is_valid()
    return form.expires


def _backstage(
    team: WorkerStatus, queue: Depth | None, photos: Sequence[Photo], now: datetime
) -> dict[str, Any]:
    why = _why(team, queue, photos)
    last = last_round()
    return {
        "pill": pill_for(team),
        "cores": cores(),
        "queue": queue,
        "why": why,
        "has_expired": why == EXPIRED,
        "reasons": [(reason, reason.explains(why)) for reason in REASONS],
        "goes_on_in": _left(team.paused_until - now) if team.paused_until else None,
        "housekeeping": int((now - last).total_seconds()) if last else None,
    }


def _why(team: WorkerStatus, queue: Depth | None, photos: Sequence[Photo]) -> str:
    """Why the visitor's photos wait; without any, why the queue does."""
    if waiting := next((photo.why for photo in photos if photo.why and not photo.failed), ""):
        return waiting
    if queue is None:
        return workers.UNREACHED
    return team.state if team.state != workers.READY and (queue.total or team.state != workers.BUSY) else ""


def _left(time: timedelta) -> dict[str, str]:
    """As a clock shows it: 9:41 min, then 41 s; a time that is over is none."""
    minutes, seconds = divmod(max(0, int(time.total_seconds())), 60)
    clock = (f"{minutes}:{seconds:02}", "min") if minutes else (f"{seconds}", "s")
    return dict(zip(("number", "unit"), clock, strict=True))


def _plot(story: Story | None) -> dict[str, Any]:
    if story is None:
        return {"story": None, "chart": None}
    dropped = dropped_since(story.moments[0].at) if story.drained else 0
    all_dropped = dropped >= story.kept_waiting > 0
    return {"story": story, "chart": chart_of(story), "dropped": dropped, "all_dropped": all_dropped}


def _is_lively(queue: Depth | None, team: WorkerStatus, photos: Sequence[Photo], story: Story | None) -> bool:
    """Something goes on, or is held up."""
    held_up = queue is None or bool(queue.total) or team.state != workers.READY
    return held_up or not all(photo.is_settled for photo in photos) or bool(story and not story.is_over)


def _look_again(request: HttpRequest, url: str, *, lively: bool) -> dict[str, Any] | None:
    """Soon while something goes on; now and then while nothing does, because somebody else may press."""
    if lively:
        return {"url": url, "every_ms": LIVELY_MS}
    try:
        looks = int(request.GET.get("looks", 0))
    except ValueError:
        looks = 0
    if looks >= MOST_LOOKS_AT_REST:
        return None
    return {"url": f"{url}&looks={looks + 1}", "every_ms": AT_REST_MS}
