"""What is larger than any form is refused before any of it is read; Django bounds all but its files."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

TOO_LARGE = "That is more than this form may hold."
STATUS = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def announced_bytes(request: HttpRequest) -> int:
    """What the request says it will send; 0 where it makes no sense, as Django takes it then."""
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0


class SmallForms:
    """Middleware. It stands before Django's CSRF check, which reads the request.

    A view that takes files is exempt from that check until it has looked at their size itself
    (`demos.sizes.at_most`, `demos.lanes.lane`), and so from this one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *arguments: Any) -> HttpResponse | None:
        if getattr(view, "csrf_exempt", False) or announced_bytes(request) <= _most():
            return None
        return _refusal(request)


def _refusal(request: HttpRequest) -> HttpResponse:
    """For a form on a page that stays, for scripts, and for people."""
    if "HX-Request" in request.headers:
        return HttpResponse(TOO_LARGE, status=STATUS, content_type="text/plain")
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        errors = {"__all__": [{"message": TOO_LARGE, "code": STATUS.name.lower()}]}
        return JsonResponse({"errors": errors}, status=STATUS)
    return render(request, "413.html", {"words": TOO_LARGE}, status=STATUS)


def _most() -> int:
    most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return most
