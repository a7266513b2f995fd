"""One running site for all that is seen of it from outside: logs, metrics, traces, reports of errors."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from demos.upload.samples import SAMPLES
from tests.config.tree import wait_until
from tests.seen.collectors import Collector, collecting
from tests.site import Site, running_site

TOKEN = "a-token-for-the-tests"
TYPED, EMAIL, FILE = "typed-by-a-learner", "ann@example.org", "ann-at-the-beach.jpg"
TASKS = {"demos.upload.tasks.make_sizes", "demos.upload.tasks.send_confirmation"}


@dataclass(frozen=True)
class Watched:
    """A site to which a photo was uploaded, and on which something failed; `request_id` is the upload's."""

    site: Site
    traces: Collector
    errors: Collector
    request_id: str

    def lines(self) -> list[dict[str, Any]]:
        """Those of all logs that are JSON."""
        told = []
        for log in sorted((self.site.data_dir / "log").glob("*.log")):
            told += [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
        return told

    def figures(self) -> dict[tuple[str, ...], float]:
        """Each sample by its name and the values of its labels, in the order of their names."""
        given = {"Authorization": f"Bearer {TOKEN}"}
        reply = httpx.get(f"{self.site.url}/metrics", headers=given, timeout=30)
        return {
            (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(reply.raise_for_status().text)
            for sample in family.samples
        }


@pytest.fixture(scope="package")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched") / "var"
    with (
        collecting() as traces,
        collecting() as errors,
        running_site(
            folder,
            DJANGO_SETTINGS_MODULE="tests.seen.settings",
            LOG_FORMAT="json",
            METRICS_TOKEN=TOKEN,
            OTEL_EXPORTER_OTLP_ENDPOINT=traces.url,
            OTEL_BSP_SCHEDULE_DELAY="100",
            SENTRY_DSN=f"{errors.url.replace('//', '//key@')}/1",
        ) as site,
    ):
        watched = Watched(site, traces, errors, _upload(site))
        _fail(site)
        wait_until(lambda: _is_told_of(watched), "the upload's tasks and both failures are logged")
        yield watched


def _upload(site: Site) -> str:
    with httpx.Client(base_url=site.url, timeout=30) as visitor:
        visitor.get("/demos/upload/")
        reply = visitor.post(
            "/demos/upload/background/",
            params={"typed": TYPED},
            data={"csrfmiddlewaretoken": visitor.cookies["csrftoken"], "mail_delay_ms": "0"},
            files={"photo": (FILE, SAMPLES[0].path(2).read_bytes(), "image/jpeg")},
        )
        assert reply.status_code == 202, reply.text
        return reply.headers["X-Request-ID"]


def _fail(site: Site) -> None:
    with httpx.Client(base_url=site.url, timeout=30, cookies={"secret": TYPED}) as visitor:
        reply = visitor.post("/fail", params={"q": TYPED}, data={"typed": TYPED, "email": EMAIL})
        assert reply.status_code == 500


def _is_told_of(watched: Watched) -> bool:
    done = {line.get("task") for line in watched.lines() if line["event"] == "task_succeeded"}
    failed = [line for line in watched.lines() if line["event"] == "task_failed"]
    return done >= TASKS and bool(failed)
