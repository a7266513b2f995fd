"""The page that Prometheus reads."""

import fcntl
from http import HTTPStatus
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from config.metrics.files import alone
from config.metrics.whole import WholeSite

BEARER = "Bearer "


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever knows METRICS_TOKEN. Without one in the settings there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not compare_digest(_token_of(request).encode(), settings.METRICS_TOKEN.encode()):
        refusal = HttpResponse("METRICS_TOKEN, please.\n", content_type="text/plain")
        refusal.status_code = HTTPStatus.UNAUTHORIZED
        refusal["WWW-Authenticate"] = BEARER.strip()
        return refusal
    return HttpResponse(_figures(), content_type=CONTENT_TYPE_LATEST)


def _token_of(request: HttpRequest) -> str:
    return request.headers.get("Authorization", "").removeprefix(BEARER)


def _figures() -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(settings.METRICS_FOLDER))
    registry.register(WholeSite())
    with alone(fcntl.LOCK_SH):
        return bytes(generate_latest(registry))
