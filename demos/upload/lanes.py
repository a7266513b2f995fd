"""What both lanes have around them: the clock, the cap on an upload's size, the visitor, the reply."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from demos import runs
from demos.models import Run
from demos.reports import reason, wants_json
from demos.upload.forms import MAX_BYTES, UploadForm
from demos.upload.imaging import SIZES
from demos.upload.page import views as page
from demos.visitors import visitor_of, with_visitor

ROOM_FOR_THE_REST = 64 * 1024  # of a form, around its photo


class LaneRequest(HttpRequest):
    """A request on its way through a lane."""

    lane: Run.Lane
    arrived: datetime


LaneView = Callable[[LaneRequest], HttpResponse]


def lane(which: Run.Lane) -> Callable[[LaneView], Callable[[HttpRequest], HttpResponse]]:
    """Decorate a view: the clock starts before anything of the upload is read, and so does the size check.

    Django's CSRF check reads the upload. It therefore comes second here, not before the view as elsewhere.
    """

    def decorate(view: LaneView) -> Callable[[HttpRequest], HttpResponse]:
        protected = csrf_protect(view)

        @csrf_exempt
        @require_POST
        @with_visitor
        @wraps(view)
        def arrive(request: HttpRequest) -> HttpResponse:
            request = cast("LaneRequest", request)
            request.lane, request.arrived = which, timezone.now()
            if _announced_bytes(request) > MAX_BYTES + ROOM_FOR_THE_REST:
                return refuse(request, UploadForm.too_large())
            return protected(request)

        return arrive

    return decorate


def start_run(request: LaneRequest, form: UploadForm) -> Run:
    """Keep the photo of a valid form as a run of this visitor's."""
    return form.start_run(visitor=visitor_of(request), lane=request.lane, arrived=request.arrived)


def reply(request: LaneRequest, run: Run) -> HttpResponse:
    """The run as it is now: JSON for a script, else its page."""
    run = runs.note_reply(run)
    status = _status(run)
    if not wants_json(request):
        return _varied(page.show(request, run, status=status))
    facts = {
        "id": str(run.pk),
        "lane": run.lane,
        "status": run.status,
        "response_ms": run.response_ms,
        "status_url": reverse("demos:run", args=[run.pk]),
        "reason": reason(run) if status >= HTTPStatus.BAD_REQUEST else "",
    }
    return _varied(JsonResponse(facts, status=status))


def refuse(request: HttpRequest, form: UploadForm) -> HttpResponse:
    """What is wrong with the form: 413 where it is too large, else 422."""
    status = 413 if form.is_too_large else 422
    if wants_json(request):
        return _varied(JsonResponse({"errors": form.errors.get_json_data()}, status=status))
    return _varied(page.refuse(request, form, status=status))


def _status(run: Run) -> int:
    match run.status:
        case Run.Status.UNQUEUED:
            return 503
        case Run.Status.FAILED if run.lane == Run.Lane.BLOCKING:
            photo_was_fine = run.pictures.count() == len(SIZES)
            return 502 if photo_was_fine else 422  # the mail server's fault, or the photo's
        case _:
            return 200 if run.lane == Run.Lane.BLOCKING else 202


def _announced_bytes(request: HttpRequest) -> int:
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0  # Django, too, takes it for an empty request then


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept"])
    return response
