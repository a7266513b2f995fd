"""Counting requests, in this host's files."""

import logging
import sys
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.signals import got_request_exception
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram

from config.metrics.files import take_over
from config.routes import is_watched, method_of, route_of

logger = logging.getLogger(__name__)

HUNDRED = 100
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

_registry = CollectorRegistry()  # told from the files, never from here
requests = Histogram(
    "site_request_seconds",
    "Requests, from their arrival in Django to the reply.",
    ["view", "method", "status"],
    buckets=SECONDS,
    registry=_registry,
)
refused = Counter("site_too_many", "Requests refused for coming too often.", ["view"], registry=_registry)
database_errors = Counter(
    "site_database_errors", "Requests that met an error of the database.", ["kind"], registry=_registry
)


def measured(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware. The stage, which is there to be overloaded, is not counted; nobody is on a full disk."""
    if settings.IS_STAGE:
        raise MiddlewareNotUsed
    try:
        take_over()
    except OSError as error:
        logger.warning("requests are not counted: %s", error)
        raise MiddlewareNotUsed from error
    got_request_exception.connect(_note_error)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = get_response(request)
        if is_watched(request):
            _count(request, response.status_code, perf_counter() - began)
        return response

    return middleware


def _count(request: HttpRequest, status: int, seconds: float) -> None:
    view = route_of(request)
    requests.labels(view, method_of(request), f"{status // HUNDRED}xx").observe(seconds)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        refused.labels(view).inc()


def _note_error(**_: Any) -> None:
    """While the exception of a request is being handled."""
    error = sys.exception()
    if isinstance(error, DatabaseError):
        database_errors.labels(type(error).__name__).inc()
