"""The race as a stranger's script runs it: a whole site, real processes, real Redis, real SMTP."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.demos.photos import photo
from tests.demos.waiting import wait_until
from tests.site import Site

pytestmark = pytest.mark.tree

SIZES = [1600, 800, 320, 96]
DELAY_MS = 600


class Visitor:
    """A script with a cookie jar."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"Accept": "application/json"}, timeout=60)
        self.client.get("/demos/upload/", headers={"Accept": "text/html"}).raise_for_status()

    def upload(self, lane: str, file: BytesIO | None = None, **fields: Any) -> httpx.Response:
        return self.client.post(
            f"/demos/upload/{lane}/",
            data={"mail_delay_ms": DELAY_MS, **fields},
            files={"photo": ("holiday.jpg", file)} if file else None,
            headers={"X-CSRFToken": self.client.cookies["csrftoken"]},
        )

    def run(self, url: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(url).raise_for_status().json()
        return found

    def finished(self, response: httpx.Response) -> dict[str, Any]:
        """The run of this reply, when it is done or has failed."""
        url = response.json()["status_url"]
        wait_until(lambda: self.run(url)["status"] in {"done", "failed"}, seconds=60)
        return self.run(url)

    def sees_idle_workers(self) -> bool:
        return "2 workers ready" in self.client.get("/demos/workers/").text

    def picture(self, image: dict[str, Any]) -> bytes:
        return self.client.get(image["url"]).raise_for_status().content


@pytest.fixture
def visitor(site: Site) -> Iterator[Visitor]:
    visitor = Visitor(site.url)
    yield visitor
    visitor.client.close()


def spans_at(run: dict[str, Any], place: str) -> list[dict[str, Any]]:
    return [span for span in run["spans"] if span["place"] == place]


class TestBothLanes:
    def test_the_same_work_for_a_different_wait(self, visitor: Visitor) -> None:
        replies = {lane: visitor.upload(lane, sample="lighthouse") for lane in ("blocking", "background")}
        assert {lane: reply.status_code for lane, reply in replies.items()} == {
            "blocking": 200,
            "background": 202,
        }
        assert replies["blocking"].json()["status"] == "done"
        blocking, background = (visitor.finished(replies[lane]) for lane in ("blocking", "background"))
        for run in (blocking, background):
            assert (run["status"], run["reason"]) == ("done", "")
            assert [image["size"] for image in run["images"]] == SIZES
            assert [email["to"] for email in run["emails"]] == ["you@example.com"]
        assert blocking["response_ms"] > blocking["emails"][0]["arrived_ms"] > DELAY_MS
        assert background["response_ms"] < background["emails"][0]["arrived_ms"]
        for one, other in zip(blocking["images"], background["images"], strict=True):
            assert visitor.picture(one) == visitor.picture(other)

    @pytest.mark.parametrize("lane", ["blocking", "background"])
    def test_a_photo_of_ones_own(self, lane: str, visitor: Visitor) -> None:
        run = visitor.finished(visitor.upload(lane, photo((1200, 900)), mail_delay_ms=0))
        assert run["status"] == "done"
        shapes = [(image["width"], image["height"]) for image in run["images"]]
        assert shapes == [(1200, 900), (800, 600), (320, 240), (96, 72)]
        for image in run["images"]:
            content = visitor.picture(image)
            assert len(content) == image["bytes"]
            assert Image.open(BytesIO(content)).size == (image["width"], image["height"])


class TestBackstage:
    def test_the_spans_tell_what_happened(self, visitor: Visitor) -> None:
        run = visitor.finished(visitor.upload("background", sample="lake", megapixels=2))
        work = [span for span in run["spans"] if span["place"].startswith("demos@")]
        waits = {span["name"]: span for span in spans_at(run, "queue")}
        assert [span["name"] for span in work if span["kind"] == "work"] == [f"resize {s} px" for s in SIZES]
        assert list(waits) == ["in the queue: sizes", "in the queue: email"]
        first = next(span for span in work if span["name"] == "resize 1600 px")
        email = next(span for span in work if span["kind"] == "network")
        assert first["start"] >= waits["in the queue: sizes"]["end"]
        assert email["start"] >= waits["in the queue: email"]["end"]
        assert email["simulated_ms"] == DELAY_MS
        assert email["end"] - email["start"] >= DELAY_MS
        assert all(span["end"] >= span["start"] for span in run["spans"])
        assert max(span["end"] for span in spans_at(run, "web")) <= run["response_ms"]

    def test_two_tasks_are_done_side_by_side(self, visitor: Visitor) -> None:
        wait_until(visitor.sees_idle_workers)  # other tests leave races behind
        run = visitor.finished(visitor.upload("background", sample="lake", mail_delay_ms=3000))
        places = {span["place"] for span in run["spans"] if span["place"].startswith("demos@")}
        assert len(places) == 2
        assert max(image["ready_ms"] for image in run["images"]) < run["emails"][0]["arrived_ms"]

    def test_what_lasts_is_seen_while_it_lasts(self, visitor: Visitor) -> None:
        reply = visitor.upload("background", sample="lake", mail_delay_ms=3000)
        url = reply.json()["status_url"]

        def sending() -> bool:
            return any(s["name"] == "send email" and s["end"] is None for s in visitor.run(url)["spans"])

        wait_until(sending)
        assert visitor.run(url)["status"] == "working"
        visitor.finished(reply)

    def test_a_damaged_photo_fails_in_words(self, visitor: Visitor) -> None:
        half = BytesIO(photo((1200, 900)).getvalue()[:4000])
        reply = visitor.upload("background", half, mail_delay_ms=0)
        assert reply.status_code == 202
        run = visitor.finished(reply)
        assert (run["status"], run["images"]) == ("failed", [])
        assert "damaged" in run["reason"]


class TestOthers:
    def test_see_neither_the_run_nor_its_pictures(self, visitor: Visitor, site: Site) -> None:
        run = visitor.finished(visitor.upload("blocking", sample="night", megapixels=2, mail_delay_ms=0))
        addresses = [f"/demos/runs/{run['id']}/", *(image["url"] for image in run["images"])]
        other = Visitor(site.url)
        assert {other.client.get(address).status_code for address in addresses} == {404}
        assert {visitor.client.get(address).status_code for address in addresses} == {200}
        other.client.close()

    def test_two_uploads_at_once_are_of_one_visitor(self, visitor: Visitor) -> None:
        before = visitor.client.cookies["demo_visitor"]
        runs = [visitor.upload("background", sample="night", megapixels=2) for _ in range(2)]
        assert visitor.client.cookies["demo_visitor"] == before
        assert all(visitor.finished(run)["status"] == "done" for run in runs)


class TestRefusals:
    def test_too_large(self, visitor: Visitor) -> None:
        reply = visitor.upload("background", BytesIO(bytes(21 * 1024**2)))
        assert reply.status_code == 413
        assert reply.json()["errors"]["photo"][0]["message"] == "Photos may have up to 20 MB."

    def test_no_photo(self, visitor: Visitor) -> None:
        assert visitor.upload("blocking", BytesIO(b"just words")).status_code == 422
