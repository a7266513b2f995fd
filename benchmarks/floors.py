"""The least a view can do: nothing at all, only keep the file that was sent, or only keep the run."""

import secrets
from typing import cast

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from demos.models import Run
from demos.upload.forms import UploadForm
from demos.upload.lanes import LaneRequest, lane, refuse, reply, start_run


def empty(request: HttpRequest) -> HttpResponse:
    """No query, no template: what Django and the web server cost by themselves."""
    return HttpResponse("")


@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """Keep the file under a random name, and say so: no check, no row."""
    photo = cast("UploadedFile[bytes]", request.FILES["photo"])
    default_storage.save(f"floor/{secrets.token_urlsafe(16)}", photo)
    return HttpResponse("", status=202)


@lane(Run.Lane.BLOCKING)  # of a run in this lane the site knows that nothing is left to queue
def store(request: LaneRequest) -> HttpResponse:
    """The background lane without its two tasks: check the photo, keep the run, reply."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return refuse(request, form)
    run = start_run(request, form)
    return reply(request, run)
