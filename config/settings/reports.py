"""Who is told what this site does: a collector of traces, a collector of errors."""

from importlib.metadata import PackageNotFoundError, distribution

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import IS_STAGE, OTEL_EXPORTER_OTLP_ENDPOINT, SENTRY_DSN
from config.version import release

__all__ = ["RELEASE", "SENTRY_DSN", "TRACING", "TRACING_PACKAGES"]

RELEASE = release()
TRACING = bool(OTEL_EXPORTER_OTLP_ENDPOINT) and not IS_STAGE
TRACING_PACKAGES = ("opentelemetry-exporter-otlp-proto-http", "opentelemetry-instrumentation-celery")
if TRACING:
    try:
        for package in TRACING_PACKAGES:
            distribution(package)
    except PackageNotFoundError as missing:
        raise ImproperlyConfigured(
            f"OTEL_EXPORTER_OTLP_ENDPOINT asks for tracing, and {missing.name} is not installed: "
            "pip install -r requirements/tracing.txt, or leave the variable out"
        ) from None
