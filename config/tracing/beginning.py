"""Every process begins to trace by itself, after it was forked: a thread of its own sends what it has."""

from typing import Any

from celery.concurrency.thread import TaskPool
from celery.signals import worker_process_init, worker_process_shutdown, worker_ready
from django.conf import settings

NAME = "behind-the-scenes"


def begin(part: str) -> None:
    """From now on this process sends spans, as "behind-the-scenes-<part>". Nothing where tracing is off."""
    if not settings.TRACING:
        return
    from opentelemetry import trace  # noqa: PLC0415  an optional extra
    from opentelemetry.instrumentation.celery import CeleryInstrumentor  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    from config.tracing.sending import DiscreetExporter  # noqa: PLC0415

    named = {"service.name": f"{NAME}-{part}", "service.version": settings.RELEASE}
    provider = TracerProvider(resource=Resource.create(named))
    provider.add_span_processor(BatchSpanProcessor(DiscreetExporter()))
    trace.set_tracer_provider(provider)
    CeleryInstrumentor().instrument()  # type: ignore[no-untyped-call]


def trace_workers() -> None:
    """Let every worker that is started by this application begin."""
    worker_process_init.connect(_begin_in_child)
    worker_process_shutdown.connect(_send_the_rest)
    worker_ready.connect(_begin_in_threads)


def _begin_in_child(**_: Any) -> None:
    begin("worker")


def _begin_in_threads(sender: Any, **_: Any) -> None:
    if isinstance(sender.pool, TaskPool):
        begin("worker")


def _send_the_rest(**_: Any) -> None:
    if settings.TRACING:
        from opentelemetry import trace  # noqa: PLC0415

        provider: Any = trace.get_tracer_provider()
        provider.shutdown()
