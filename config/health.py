"""Is the process alive, and does every part answer?"""

import logging
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import resolve, reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

from config import draining

SECONDS_TO_ANSWER = 1


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers: liveness, whatever the other parts do. Status 503 when it is about to stop."""
    if draining.begun.is_set():
        return HttpResponse("stopping\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """`{part: "ok" or "does not answer"}` for every part of settings.READINESS.

    Status 200 when all are ok, else 503.
    """
    states = {part: _state(import_string(check)()) for part, check in settings.READINESS.items()}
    ready = all(state == "ok" for state in states.values())
    return JsonResponse(states, status=200 if ready else 503)


def answered_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware: who asks for these knows an address, not the site's name, so any Host will do."""
    addresses = [reverse(name) for name in ("healthz", "readyz", "metrics")]
    views = {address: resolve(address).func for address in addresses}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        view = views.get(request.path_info)
        return view(request) if view else get_response(request)

    return middleware


class NotAboutReadiness(logging.Filter):
    """Not to be ready yet is an answer like any other; Django would log it as an error of the server."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return not (isinstance(request, HttpRequest) and request.path == reverse("readyz"))


def _state(answers: bool) -> str:
    return "ok" if answers else "does not answer"


def database_answers() -> bool:
    """Whether the database runs a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    """Whether the broker answers a PING within a second."""
    client = Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=SECONDS_TO_ANSWER, socket_timeout=SECONDS_TO_ANSWER
    )
    try:
        return bool(client.ping())
    except RedisError:
        return False
    finally:
        client.close()


def stage_answers() -> bool:
    """Whether the stage takes a connection. It is no more asked of it: it is there to be overloaded."""
    stage = urlsplit(settings.STAGE_URL)
    port = stage.port or (443 if stage.scheme == "https" else 80)
    try:
        socket.create_connection((stage.hostname, port), SECONDS_TO_ANSWER).close()
    except OSError:
        return False
    return True
