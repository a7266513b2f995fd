"""Uploads accepted on one host are worked on by others; their pictures are served by every web host."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from config.broker_urls import broker_url
from demos import crew, workers
from tests.demos.broker import celery_on
from tests.demos.waiting import wait_until
from tests.hosts.conftest import WEB, WORKERS, Hosts

pytestmark = [pytest.mark.tree, pytest.mark.timeout(300)]

UPLOADS = 6
NODES = tuple(f"demos@{name}" for name in WORKERS)
JSON = {"Accept": "application/json"}


@contextmanager
def visitor(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=60) as client:
        client.get("/demos/upload/").raise_for_status()
        yield client


def upload(client: httpx.Client) -> str:
    """The address of a run that was accepted."""
    photo = {"sample": "lighthouse", "megapixels": "2", "mail_delay_ms": "0"}
    token = {"X-CSRFToken": client.cookies["csrftoken"]}
    reply = client.post("/demos/upload/background/", data=photo, headers=JSON | token)
    assert reply.status_code == 202
    address: str = reply.json()["status_url"]
    return address


def report(client: httpx.Client, run: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(run, headers=JSON).raise_for_status().json()
    return found


def finished(client: httpx.Client, run: str) -> dict[str, Any]:
    wait_until(lambda: report(client, run)["status"] in {"done", "failed"}, 90)
    return report(client, run)


def test_a_site_on_four_hosts(hosts: Hosts) -> None:
    """One test, because what it starts is dear: each step says what it holds."""
    with visitor(hosts.urls[WEB[0]]) as first, celery_on(broker_url(hosts.broker)):
        both_hosts_work_for_one_web_host(hosts, first)
        every_worker_obeys(first)
        one_that_is_killed_is_missed(hosts, first)


def both_hosts_work_for_one_web_host(hosts: Hosts, first: httpx.Client) -> None:
    runs = [finished(first, run) for run in [upload(first) for _ in range(UPLOADS)]]
    assert {run["status"] for run in runs} == {"done"}
    places = {span["place"].partition("/")[0] for run in runs for span in run["spans"]}
    assert set(NODES) <= places, "both worker hosts had a share"
    assert {len(run["emails"]) for run in runs} == {1}
    assert len(hosts.store.names()) == 5 * UPLOADS, "one photo and four pictures each, in the one bucket"
    with httpx.Client(base_url=hosts.urls[WEB[1]], timeout=60) as second, httpx.Client() as stranger:
        second.cookies.update(dict(first.cookies))
        for image in runs[0]["images"]:
            content = first.get(image["url"]).raise_for_status().content
            assert len(content) == image["bytes"]
            assert second.get(image["url"]).raise_for_status().content == content
            assert stranger.get(f"{hosts.urls[WEB[1]]}{image['url']}").status_code == 404


def every_worker_obeys(first: httpx.Client) -> None:
    assert workers.fresh_status().nodes == NODES
    assert crew.pause().nodes == NODES
    wait_until(lambda: workers.fresh_status().state == workers.PAUSED)
    run = upload(first)
    wait_until(lambda: "2 workers paused" in first.get("/demos/workers/").text)
    assert report(first, run)["status"] == "queued"
    assert crew.resume() == NODES
    assert finished(first, run)["status"] == "done"


def one_that_is_killed_is_missed(hosts: Hosts, first: httpx.Client) -> None:
    killed = crew.kill_worker()
    assert killed.host in WORKERS
    for url in hosts.urls.values():
        wait_until(lambda url=url: "1 worker ready" in httpx.get(f"{url}/demos/workers/").text)  # type: ignore[misc]
    run = finished(first, upload(first))
    assert run["status"] == "done"
    assert not any(span["place"].startswith(killed.node) for span in run["spans"])
