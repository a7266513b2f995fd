"""The order on a whole site: real processes, real Redis, and a worker that is killed in mid-payment."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest

from tests.databases import count_rows
from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = pytest.mark.tree

PAUSES_MS = 500 + 1000  # before the second try, and before the third
SLOW_MS = 1500  # half of it lies between the charge and the reply that tells of it


class Customer:
    """A script with a cookie jar, and a look into the ledger, which no customer has."""

    def __init__(self, site: Site) -> None:
        self.client = httpx.Client(base_url=site.url, headers={"Accept": "application/json"}, timeout=60)
        self.client.get("/demos/order/", headers={"Accept": "text/html"}).raise_for_status()
        self.site = site

    def order(self, lane: str, **said: Any) -> dict[str, Any]:
        token = {"X-CSRFToken": self.client.cookies["csrftoken"]}
        reply = self.client.post(f"/demos/order/{lane}/", data={"latency_ms": 100, **said}, headers=token)
        return self.look(reply.json())

    def look(self, run: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/demos/runs/{run['id']}/").raise_for_status().json()
        return found

    def finished(self, run: dict[str, Any]) -> dict[str, Any]:
        wait_until(lambda: self.look(run)["status"] in {"done", "failed"}, seconds=60)
        return self.look(run)

    def charges(self, run: dict[str, Any]) -> int:
        return self._count("demos_order_charge", run)

    def requests(self, run: dict[str, Any]) -> int:
        return self._count("demos_order_paymentrequest", run)

    def _count(self, table: str, run: dict[str, Any]) -> int:
        return count_rows(self.site.environment, table, "order_id", run["settings"]["order"])


@pytest.fixture
def customer(site: Site) -> Iterator[Customer]:
    customer = Customer(site)
    yield customer
    customer.client.close()


def steps(run: dict[str, Any]) -> list[str]:
    """What was done and waited for, but for the time in the queue, which one lane has not."""
    names = [span["name"] for span in run["spans"]]
    return [name for name in names if not name.startswith(("in the queue", "enqueue"))]


def kill_pool_processes(site: Site) -> None:
    """kill -9 of whatever works for the demo workers; the workers themselves live on."""
    family = psutil.Process(site.process.pid).children(recursive=True)
    workers = {process.pid for process in family if any("demos@" in word for word in process.cmdline())}
    pool = [process for process in family if process.ppid() in workers]
    assert pool
    for process in pool:
        os.kill(process.pid, signal.SIGKILL)


def test_both_lanes_meet_the_same_failures_and_charge_once(customer: Customer) -> None:
    luck = {"failure_percent": 50, "luck": 17}  # no connection, no reply, paid
    runs = [customer.order(lane, **luck) for lane in ("blocking", "background")]
    blocking, background = map(customer.finished, runs)
    assert steps(blocking) == steps(background)
    assert steps(blocking)[-2:] == ["payment, try 3", "send receipt"]
    assert blocking["response_ms"] > PAUSES_MS > background["response_ms"]
    for run in (blocking, background):
        assert (run["status"], len(run["emails"])) == ("done", 1)
        assert (customer.requests(run), customer.charges(run)) == (2, 1)
    sent = next(span["start"] for span in background["spans"] if span["name"] == "send receipt")
    assert sent >= max(span["end"] for span in background["spans"] if span["name"].startswith("payment"))


def test_a_payment_that_fails_for_good_is_taken_by_a_second_run(customer: Customer) -> None:
    failed = customer.finished(customer.order("background", failure_percent=100, luck=17))
    assert failed["reason"] == "The payment did not go through in 4 tries. The order is kept."
    assert (failed["emails"], customer.charges(failed)) == ([], 1)  # its reply was lost
    again = customer.order("background", failure_percent=0, order=failed["settings"]["order"])
    again = customer.finished(again)
    assert (again["status"], len(again["emails"]), customer.charges(again)) == ("done", 1, 1)


def test_a_worker_killed_between_the_charge_and_its_reply_charges_nobody_twice(
    site: Site, customer: Customer
) -> None:
    run = customer.order("background", failure_percent=0, latency_ms=SLOW_MS)
    wait_until(lambda: customer.charges(run) == 1)
    kill_pool_processes(site)
    run = customer.finished(run)
    assert (run["status"], len(run["emails"])) == ("done", 1)
    assert (customer.requests(run), customer.charges(run)) == (2, 1)
    assert "payment, try 1 (lost)" in steps(run)
    assert "payment, try 2" in steps(run)
    page = customer.client.get(f"/demos/order/?background={run['id']}", headers={"Accept": "text/html"}).text
    assert "Charged once" in page
    assert "Nothing: it was cut off" in page
