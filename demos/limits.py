"""How much one visitor may start. Past that, or where it cannot be kept, the reply says how long to wait."""

from datetime import datetime, timedelta
from http import HTTPStatus
from math import ceil
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from demos.models import Run
from demos.reports import wants_json
from demos.runs import UNFINISHED

RUNS_A_MINUTE = 60
# Each may hold a worker for seconds, and others wait behind them. No page starts more than 6 at once.
MOST_UNDER_WAY = 8
MINUTE = timedelta(minutes=1)
SECONDS_FOR_A_TASK = 8
MOST_PHOTOS_WAITING = 1000  # in all; as many as are kept of those that are done (demos.sweeping.FILES)
SECONDS_FOR_MANY_TASKS = 60
LONGEST_WAIT = timedelta(minutes=30)  # a worker drops what has waited for longer
ENOUGH = "That is enough for the moment."
TOO_LARGE = "That is more than this form may hold."
CROWDED = "Very many photos are waiting for a worker already."
UNDER_WAY = "You have enough under way, and workers are for everybody."


def seconds_until_next_run(visitor: UUID, now: datetime) -> int:
    """0 where the visitor may start a run now, else how long until the oldest of the last minute is past."""
    recent = Run.objects.filter(visitor=visitor, started_at__gt=now - MINUTE).order_by("-started_at")
    oldest = recent.values_list("started_at", flat=True)[RUNS_A_MINUTE - 1 : RUNS_A_MINUTE].first()
    return max(1, ceil((oldest + MINUTE - now).total_seconds())) if oldest else 0


def has_enough_under_way(visitor: UUID, now: datetime) -> bool:
    """Whether so many of the visitor's background runs hold a worker, or wait for one."""
    there = Run.objects.filter(
        visitor=visitor,
        lane=Run.Lane.BACKGROUND,
        status__in=(Run.Status.RECEIVED, Run.Status.QUEUED, Run.Status.WORKING),
        started_at__gt=now - LONGEST_WAIT,
    )
    return there.count() >= MOST_UNDER_WAY


def too_many_photos_wait() -> bool:
    """Whether so many photos are kept for runs that are not over: the sweep leaves those alone."""
    waiting = Run.objects.filter(status__in=UNFINISHED).exclude(photo="")
    return waiting[:MOST_PHOTOS_WAITING].count() >= MOST_PHOTOS_WAITING


def try_later(
    request: HttpRequest, seconds: int, why: str = ENOUGH, *, status: int = HTTPStatus.TOO_MANY_REQUESTS
) -> HttpResponse:
    """Why, and "wait so long": for people, for a form on a page that stays, and for scripts."""
    words = f"{why} Try again in {seconds} second{'' if seconds == 1 else 's'}."
    response = _refusal(request, words, status, page="try_later.html")
    response["Retry-After"] = str(seconds)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """More than a form without files can hold; likewise."""
    return _refusal(request, TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, page="413.html")


def _refusal(request: HttpRequest, words: str, status: int, *, page: str) -> HttpResponse:
    if wants_json(request):
        errors = {"__all__": [{"message": words, "code": HTTPStatus(status).name.lower()}]}
        return JsonResponse({"errors": errors}, status=status)
    if "HX-Request" in request.headers:
        return HttpResponse(words, status=status, content_type="text/plain")
    return render(request, page, {"words": words}, status=status)
