"""A line for each request, and the id that joins it to whatever it set going."""

import re
import uuid
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import bind_contextvars, clear_contextvars

from config.routes import is_watched, method_of, route_of

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")

log = structlog.get_logger("request")


def told_in_a_line(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: binds the id, sends it back in the reply's header, and logs the request when it is over."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began, request_id = perf_counter(), _id_of(request)
        bind_contextvars(request_id=request_id)
        try:
            response = get_response(request)
            response.headers[HEADER] = request_id
            if is_watched(request):
                _tell(request, response, round((perf_counter() - began) * 1000, 1))
            return response
        finally:
            clear_contextvars()  # the thread's next request is another one

    return middleware


def _id_of(request: HttpRequest) -> str:
    """The proxy's, if there is one in front and its id is well-formed: a visitor's own is not believed."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if WELL_FORMED.fullmatch(given) else str(uuid.uuid4())


def _tell(request: HttpRequest, response: HttpResponseBase, ms: float) -> None:
    status = response.status_code
    say = log.warning if status >= HTTPStatus.INTERNAL_SERVER_ERROR else log.info
    say("request", method=method_of(request), view=route_of(request), status=status, ms=ms)
