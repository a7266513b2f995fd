"""What leaves this host: spans without email addresses, also in the words of an error."""

from collections.abc import Mapping, Sequence

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.trace import Status
from opentelemetry.util.types import AttributeValue

from config.logs.lines import discreet


class DiscreetExporter(OTLPSpanExporter):
    """Sends as OTLP over HTTP, to where OpenTelemetry's variables say."""

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return super().export([_discreet(span) if span.events else span for span in spans])


def _discreet(span: ReadableSpan) -> ReadableSpan:
    """An error is an event of the span; its message and its traceback are attributes of that."""
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=span.attributes,
        events=[Event(event.name, _without(event.attributes), event.timestamp) for event in span.events],
        links=span.links,
        kind=span.kind,
        instrumentation_scope=span.instrumentation_scope,
        status=Status(span.status.status_code, discreet(span.status.description or "") or None),
        start_time=span.start_time,
        end_time=span.end_time,
    )


def _without(attributes: Mapping[str, AttributeValue] | None) -> dict[str, AttributeValue]:
    return {
        name: discreet(value) if isinstance(value, str) else value
        for name, value in (attributes or {}).items()
    }
