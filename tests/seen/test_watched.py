"""A real site, seen from outside: a photo was uploaded to it, and a view and a task have failed."""

import json
import subprocess
import sys
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from config.ticks import TICK
from tests.config.tree import broker_of, wait_until
from tests.lending import ROOT
from tests.seen.conftest import EMAIL, FILE, TASKS, TYPED, Watched
from tests.site import foreign_environment

pytestmark = [pytest.mark.tree, pytest.mark.timeout(300)]  # the first starts the site
PARTS = ("database", "migrations", "broker", "clock", "storage", "static files", "content", "code")
UPLOAD = "demos:upload_background"


class TestLogs:
    def test_one_id_joins_the_request_and_its_tasks(self, watched: Watched) -> None:
        lines = [line for line in watched.lines() if line.get("request_id") == watched.request_id]
        (request,) = [line for line in lines if line["event"] == "request"]
        assert (request["view"], request["status"]) == (UPLOAD, 202)
        for event in ("task_started", "task_succeeded"):
            assert {line["task"] for line in lines if line["event"] == event} == TASKS
        enqueued = {line["child_task_id"] for line in lines if line["event"] == "task_enqueued"}
        assert enqueued == {line["task_id"] for line in lines if line["event"] == "task_started"}
        runs = {line["run"] for line in lines if "run" in line}
        assert len(runs) == 1

    def test_each_line_of_our_programs_is_an_object(self, watched: Watched) -> None:
        for program in ("web", "stage", "mail-sink"):
            text = (watched.site.data_dir / "log" / f"{program}.log").read_text()
            lines = [json.loads(line) for line in text.splitlines()]
            assert lines, program
            assert all({"event", "level", "logger", "time"} <= set(line) for line in lines)

    def test_a_failure_is_one_line_with_its_traceback(self, watched: Watched) -> None:
        (failed,) = [line for line in watched.lines() if line["event"] == "task_failed"]
        assert failed["task"] == "tests.seen.failing.fail_too"
        assert "LookupError" in failed["exception"]
        (error,) = [line for line in watched.lines() if "ValueError" in line.get("exception", "")]
        assert error["request_id"] == failed["request_id"]

    def test_they_hold_neither_addresses_nor_queries_nor_names_of_files(self, watched: Watched) -> None:
        for log in (watched.site.data_dir / "log").glob("*.log"):
            text = log.read_text()
            for line in text.splitlines():
                assert EMAIL not in line
                assert FILE not in line
                assert f"q={TYPED}" not in line
                assert f"typed={TYPED}" not in line


class TestMetrics:
    def test_the_upload_and_its_tasks_are_counted(self, watched: Watched) -> None:
        found = watched.figures()
        assert found["site_request_seconds_count", "POST", "2xx", UPLOAD] == 1
        assert found["site_request_seconds_count", "POST", "5xx", "fail"] == 1
        for task in TASKS:
            assert found["site_tasks_total", "success", task] == 1
            assert found["site_task_seconds_count", task] == 1
        assert found["site_tasks_total", "failure", "tests.seen.failing.fail_too"] == 1
        assert found["site_queue_waiting", "demos"] == 0
        assert found["site_runs_unfinished", "queued"] == 0
        assert found["site_part_up", "redis"] == found["site_part_up", "database"] == 1


class TestTracing:
    def test_one_trace_leads_from_the_request_through_both_tasks(self, watched: Watched) -> None:
        wait_until(lambda: len(self._work_of_the_upload(watched)) == len(TASKS), "the tasks' spans are there")
        (request,) = [span for span in spans(watched) if span.name == f"POST {UPLOAD}"]
        by_id = {span.span_id: span for span in spans(watched)}
        for span in self._work_of_the_upload(watched):
            published = by_id[span.parent_span_id]
            assert published.name.startswith("apply_async/")
            assert published.parent_span_id == request.span_id
            assert {one.trace_id for one in (request, published, span)} == {request.trace_id}

    def test_they_say_no_word_of_anybody(self, watched: Watched) -> None:
        wait_until(lambda: any(span.name == "POST fail" for span in spans(watched)), "the failure's span")
        for _, body in watched.traces.bodies:
            assert EMAIL.encode() not in body
            assert FILE.encode() not in body
            assert f"q={TYPED}".encode() not in body

    def _work_of_the_upload(self, watched: Watched) -> list[Any]:
        return [span for span in spans(watched) if span.name in {f"run/{task}" for task in TASKS}]


class TestErrorReports:
    def test_both_errors_arrive_with_where_and_what(self, watched: Watched) -> None:
        kinds = {"ValueError", "LookupError"}
        wait_until(lambda: {kind(event) for event in watched.errors.events()} >= kinds, "both are reported")
        for event in watched.errors.events():
            error = event["exception"]["values"][-1]
            assert error["stacktrace"]["frames"][-1]["filename"] == "tests/seen/failing.py"
            assert error["value"].endswith("(address left out)")
            assert event["release"]

    def test_and_nothing_of_anybody(self, watched: Watched) -> None:
        wait_until(lambda: len(watched.errors.events()) >= 2, "both are reported")
        for event in watched.errors.events():
            assert set(event.get("request", {})) <= {"method"}
            assert not {"user", "breadcrumbs", "extra"} & set(event)
            for frame in event["exception"]["values"][-1]["stacktrace"]["frames"]:
                assert "vars" not in frame
        for _, body in watched.errors.bodies:
            for secret in (EMAIL, TYPED, "cookie"):
                assert secret.encode() not in body


class TestDoctor:
    def test_of_a_site_that_runs_it_finds_every_part(self, watched: Watched) -> None:
        with broker_of(watched.site.data_dir) as broker:
            wait_until(lambda: broker.get(TICK) is not None, "the clock has started")
        told = subprocess.run(
            [sys.executable, "-m", "config.processes.examine", "--json"],  # as `make doctor` does
            cwd=ROOT,
            env={**foreign_environment(), **watched.site.environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        found = {diagnosis["name"]: diagnosis for diagnosis in json.loads(told.stdout)}
        for part in PARTS:
            assert found[part]["state"] == "ok", found[part]
        for part in ("mail sink", "stage", "valve"):
            assert found[part]["says"] == "It answers."
        for queue in ("demos", "site", "load"):
            assert found[f"workers of '{queue}'"]["state"] == "ok"
        assert told.returncode == (1 if "fail" in {one["state"] for one in found.values()} else 0)


def spans(watched: Watched) -> list[Any]:
    found = []
    for path, body in list(watched.traces.bodies):
        assert path == "/v1/traces"
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            found += [span for scope in resource.scope_spans for span in scope.spans]
    return found


def kind(event: dict[str, Any]) -> str:
    return str(event["exception"]["values"][-1]["type"])
