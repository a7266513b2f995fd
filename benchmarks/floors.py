"""The least a view can do: nothing at all, or only keep what was sent."""

import secrets
from typing import cast

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST


def empty(request: HttpRequest) -> HttpResponse:
    """No query, no template: what Django and the web server cost by themselves."""
    return HttpResponse("")


@require_POST
def store(request: HttpRequest) -> HttpResponse:
    """Keep the upload under a random name, and say so."""
    photo = cast("UploadedFile[bytes]", request.FILES["photo"])
    default_storage.save(f"floor/{secrets.token_urlsafe(16)}", photo)
    return HttpResponse("", status=202)
