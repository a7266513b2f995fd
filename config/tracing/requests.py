"""A span for each request.

OpenTelemetry's own middleware would write down addresses and queries with what visitors typed, and asks for
the request's Host, which questions after the site's health may get wrong. This one names the view, no more.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import get_contextvars

from config.routes import is_watched, method_of, route_of


def traced(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware. It goes on with the proxy's trace, if there is one; a visitor's own is not believed."""
    if not settings.TRACING:
        raise MiddlewareNotUsed
    from opentelemetry import propagate, trace  # noqa: PLC0415  an optional extra

    tracer = trace.get_tracer("config.tracing")

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_watched(request):
            return get_response(request)
        above = propagate.extract(dict(request.headers)) if settings.BEHIND_PROXY else None
        with tracer.start_as_current_span("request", context=above, kind=trace.SpanKind.SERVER) as span:
            response = get_response(request)
            span.update_name(f"{method_of(request)} {route_of(request)}")
            span.set_attribute("http.request.method", method_of(request))
            span.set_attribute("http.route", route_of(request))
            span.set_attribute("http.response.status_code", response.status_code)
            span.set_attribute("request_id", str(get_contextvars().get("request_id", "")))
            return response

    return middleware
