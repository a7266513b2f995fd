"""kill -9 of real processes of a whole site's worker, through the page's own buttons."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = pytest.mark.tree

PAGE = "/demos/killed/"
PACKING = "pack the order"


class Presenter:
    """A script at the machine that the site runs on."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"Accept": "application/json"}, timeout=60)
        self.client.get(PAGE, headers={"Accept": "text/html"}).raise_for_status()

    def press(self, name: str, **fields: Any) -> httpx.Response:
        token = {"X-CSRFToken": self.client.cookies["csrftoken"]}
        return self.client.post(f"{PAGE}{name}/", data=fields, headers=token)

    def order(self, **fields: Any) -> dict[str, Any]:
        reply = self.press("background", **fields)
        assert reply.status_code == 202
        return self.run(reply.json()["id"])

    def run(self, pk: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/demos/runs/{pk}/").raise_for_status().json()
        return found

    def kill_while_packing(self, run: dict[str, Any]) -> None:
        wait_until(lambda: self.is_packing(run), seconds=60)
        assert self.press("process", background=run["id"]).status_code == 302

    def is_packing(self, run: dict[str, Any]) -> bool:
        return any(span["name"] == PACKING and span["end"] is None for span in self.run(run["id"])["spans"])

    def settled(self, run: dict[str, Any]) -> dict[str, Any]:
        wait_until(lambda: self.run(run["id"])["status"] in {"done", "failed"}, seconds=60)
        return self.run(run["id"])


@pytest.fixture
def presenter(site: Site) -> Iterator[Presenter]:
    presenter = Presenter(site.url)
    yield presenter
    presenter.client.close()


def named(run: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [span for span in run["spans"] if span["name"] == name]


def test_a_safe_task_is_done_again_and_its_receipt_is_sent_once(presenter: Presenter) -> None:
    run = presenter.order(twice="safe", seconds=4)
    presenter.kill_while_packing(run)
    run = presenter.settled(run)

    assert run["status"] == "done"
    assert len(run["emails"]) == 1
    assert len(named(run, "send receipt")) == 1
    (lost,), (packed,), (wait,) = (
        named(run, name) for name in ("pack the order (lost)", PACKING, "trying again: order")
    )
    assert lost["end"] < wait["end"] <= packed["start"] + 5
    assert lost["end"] - lost["start"] < 4000
    assert packed["end"] - packed["start"] >= 4000  # from the top, all of it


def test_an_unsafe_task_sends_a_second_one(presenter: Presenter) -> None:
    run = presenter.order(twice="unsafe", seconds=4)
    presenter.kill_while_packing(run)
    run = presenter.settled(run)

    assert run["status"] == "done"
    assert len(run["emails"]) == 2


def test_a_task_that_is_lost_every_time_ends(presenter: Presenter) -> None:
    run = presenter.order(twice="safe", seconds=8)
    for _ in range(5):
        presenter.kill_while_packing(run)
    run = presenter.settled(run)

    assert (run["status"], run["reason"]) == (
        "failed",
        "Its worker was lost in the middle of it, several times over.",
    )
    assert len(named(run, "pack the order (lost)")) == 5
    assert len(run["emails"]) == 1
    page = presenter.client.get(PAGE, params={"background": run["id"]}, headers={"Accept": "text/html"}).text
    assert "5 attempts were made, and there is no other" in page
