"""A whole site: paused, uploaded to, resumed; and tasks that nobody took in time."""

from collections.abc import Iterator

import httpx
import pytest

from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = pytest.mark.tree

PAGE = "/demos/noworker/"
SETTLED = {"done", "failed"}


class Presenter:
    """A script at the machine that the site runs on."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"Accept": "application/json"}, timeout=60)
        self.client.get(PAGE, headers={"Accept": "text/html"}).raise_for_status()

    def press(self, name: str, **fields: int) -> httpx.Response:
        token = {"X-CSRFToken": self.client.cookies["csrftoken"]}
        return self.client.post(f"{PAGE}{name}/", data=fields, headers=token)

    def upload(self, **fields: int) -> list[str]:
        reply = self.press("background", **fields)
        assert reply.status_code == 202
        runs: list[str] = reply.json()["runs"]
        return runs

    def states(self, runs: list[str]) -> set[tuple[str, str]]:
        found = [self.client.get(run).raise_for_status().json() for run in runs]
        return {(run["status"], run["reason"]) for run in found}

    def settled(self, runs: list[str]) -> bool:
        return {status for status, _ in self.states(runs)} <= SETTLED

    def page(self) -> str:
        return self.client.get(PAGE, headers={"Accept": "text/html"}).raise_for_status().text


@pytest.fixture
def presenter(site: Site) -> Iterator[Presenter]:
    presenter = Presenter(site.url)
    yield presenter
    presenter.press("resume")
    wait_until(lambda: "workers ready" in presenter.page(), seconds=60)
    presenter.client.close()


def test_paused_and_resumed(presenter: Presenter) -> None:
    wait_until(lambda: "workers ready" in presenter.page(), seconds=60)  # other tests leave races behind
    assert presenter.press("pause").status_code == 302
    runs = presenter.upload()
    wait_until(lambda: presenter.states(runs) == {("queued", "the workers are paused")})
    page = presenter.page()
    assert "They go on by themselves in" in page
    assert "Tasks wait</span> <b>12</b>" in page

    assert presenter.press("resume").status_code == 302
    wait_until(lambda: presenter.settled(runs), seconds=60)

    assert presenter.states(runs) == {("done", "")}
    wait_until(lambda: "After they went on" in presenter.page())


def test_what_nobody_takes_in_time_ends_and_says_so(presenter: Presenter) -> None:
    assert presenter.press("pause").status_code == 302
    runs = presenter.upload(expires_s=10)
    words = "Expired: it waited in the queue for longer than 10 seconds, and is not done any more."
    # The housekeeping looks every ten seconds; the page has said "expired" before. It keeps what it has seen.
    wait_until(lambda: bool(presenter.page()) and presenter.states(runs) == {("failed", words)}, seconds=60)

    presenter.press("resume")
    wait_until(lambda: "No task waits</span> <b>0</b>" in presenter.page(), seconds=60)
    wait_until(lambda: "Dropped</span> <b>12</b>" in presenter.page(), seconds=60)

    assert presenter.states(runs) == {("failed", words)}  # the worker has dropped them, not done them
    assert all(not presenter.client.get(run).json()["images"] for run in runs)


def test_the_sites_own_tasks_go_on_in_a_pause(presenter: Presenter) -> None:
    presenter.press("pause")
    wait_until(lambda: "its housekeeping was last done" in presenter.page(), seconds=60)
    wait_until(lambda: "last done 0 s ago" in presenter.page(), seconds=60)
