"""The database is away for a moment: restarted, locked by somebody, too busy. Nobody is shown a 500 for that.

Who only looks is kept waiting for a short while, and mostly sees nothing of it. What was sent is not tried
again here, because nobody knows how far it came: the reply is a 503 that says so, and offers to send it once
more. Answers, grades and explanations count once, however often they arrive.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.views.defaults import server_error

SECONDS_UNTIL_NEXT_TRY = 3
PATIENCE = 1.5  # seconds that a request which only looks may wait for a server that is being restarted
PAUSE = 0.1
SECONDS_AWAY = 5  # whoever has waited in vain keeps the others from waiting as well: threads are few
LOOKING = ("GET", "HEAD")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  a field's name

# Of SQLite, whose OperationalError is also that of a statement with a fault in it.
SQLITE_AWAY = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
)
PRIMARY = 0xFF  # an extended result code holds the primary one in its lowest byte

_waited_in_vain: float | None = None  # when, by the monotonic clock of this process


class DatabaseAway(HttpResponse):
    """503, for people, for a form on a page that stays, or for scripts."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE


def is_away(error: BaseException | None) -> bool:
    """Whether it is the database that could not do it just now: it may do it later."""
    if isinstance(error, InterfaceError):
        return connection.vendor == "postgresql"  # a closed connection; SQLite's is a fault of ours
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY in SQLITE_AWAY
    return isinstance(error, OperationalError)


def page_500(request: HttpRequest) -> HttpResponseBase:
    """`handler500`, through which every error goes, of a view or a middleware, while it is being handled."""
    return _away(request) if is_away(sys.exception()) else server_error(request)


def asked_again(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a request that only looks is tried once more when the database is back."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        global _waited_in_vain  # noqa: PLW0603  one database, so one thing to know of it
        response = get_response(request)
        if not isinstance(response, DatabaseAway) or request.method not in LOOKING or _others_wait():
            return response
        if _is_back_soon():
            response = get_response(request)
        if isinstance(response, DatabaseAway):
            _waited_in_vain = time.monotonic()
        return response

    return middleware


def _is_back_soon() -> bool:
    """Wait for it, without the request: each try of that would be logged, counted and reported."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(PAUSE)
        close_old_connections()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except (DatabaseError, InterfaceError):
            continue
        return True
    return False


def _others_wait() -> bool:
    return _waited_in_vain is not None and time.monotonic() < _waited_in_vain + SECONDS_AWAY


def _away(request: HttpRequest) -> DatabaseAway:
    looking = request.method in LOOKING
    words = "The database is away for a moment. "
    words += (
        "Look again in a few seconds." if looking else "Nothing is lost here: send it again in a few seconds."
    )
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        errors = {"__all__": [{"message": words, "code": "database_away"}]}
        response = DatabaseAway(JsonResponse({"errors": errors}).content, content_type="application/json")
    elif "HX-Request" in request.headers:
        response = DatabaseAway(words, content_type="text/plain")
    else:
        context = {"looking": looking, "again": request.get_full_path(), "sent": list(_sent(request))}
        response = DatabaseAway(render_to_string("503.html", context))
        if looking:
            response["Refresh"] = str(SECONDS_UNTIL_NEXT_TRY)
    response["Retry-After"] = str(SECONDS_UNTIL_NEXT_TRY)
    response["Cache-Control"] = "no-store"
    return response


def _sent(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What a form held, to send it again from the page: nothing where it held a password or a file."""
    try:
        fields, files = request.POST, request.FILES
    except (UnreadablePostError, ValueError):
        return
    if not files and not any("password" in name for name in fields):
        yield from ((name, str(value)) for name, values in fields.lists() for value in values)
