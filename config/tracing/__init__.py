"""Tracing, if OTEL_EXPORTER_OTLP_ENDPOINT says where to: one trace from a request through all its tasks.

OpenTelemetry is an optional extra (requirements/tracing.txt), and imported only where tracing is on. Its
other variables (OTEL_TRACES_SAMPLER and the like) hold as they do everywhere.
"""
