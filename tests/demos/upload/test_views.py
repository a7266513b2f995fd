"""The addresses of the race, asked by a client without JavaScript and by one that wants JSON."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from demos.models import Run
from demos.upload.forms import MAX_BYTES
from demos.upload.imaging import SIZES
from demos.visitors import visitor_of
from tests.demos.broker import RunningBroker
from tests.demos.photos import photo
from tests.demos.rows import add_letter, add_picture, make_run
from tests.site import free_port

BLOCKING, BACKGROUND = "/demos/upload/blocking/", "/demos/upload/background/"
LANES = pytest.mark.parametrize("address", [BLOCKING, BACKGROUND])
Status = Run.Status


@pytest.fixture
def api() -> Client:
    """A visitor who has been here before, and wants JSON."""
    return visitor(headers={"Accept": "application/json"})


@pytest.fixture
def browser() -> Client:
    """A visitor with a browser."""
    return visitor(headers={"Accept": "text/html,*/*;q=0.8"})


def visitor(**options: Any) -> Client:
    client = Client(**options)
    client.post(BLOCKING)  # refused, but from now on they are known
    return client


def id_of(client: Client) -> UUID:
    request = client.get("/healthz").wsgi_request
    return visitor_of(request)


def own_photo(content: bytes | None = None) -> dict[str, Any]:
    return {"photo": SimpleUploadedFile("holiday.jpg", photo().getvalue() if content is None else content)}


@pytest.mark.django_db
class TestRefusals:
    @LANES
    def test_nothing_chosen(self, address: str, api: Client) -> None:
        response = api.post(address)
        assert response.status_code == 422
        assert response.json()["errors"]["photo"][0]["message"] == "Choose a photo."
        assert not Run.objects.exists()

    @LANES
    @pytest.mark.parametrize("content", [b"no photo", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
    def test_no_photo(self, address: str, content: bytes, api: Client) -> None:
        assert api.post(address, own_photo(content)).status_code == 422

    @LANES
    def test_on_a_page_beside_the_field(self, address: str, browser: Client) -> None:
        response = browser.post(address, own_photo(b"no photo"))
        assert response.status_code == 422
        assert "This is not a JPEG, PNG or WebP photo." in response.text

    @LANES
    def test_too_large_is_refused_unread(self, address: str, api: Client) -> None:
        response = api.post(
            address, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(MAX_BYTES * 2)
        )
        assert response.status_code == 413
        assert not response.wsgi_request._read_started  # type: ignore[attr-defined]

    @LANES
    def test_too_large_on_a_page(self, address: str, browser: Client) -> None:
        response = browser.post(
            address, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(MAX_BYTES * 2)
        )
        assert response.status_code == 413
        assert "up to 20 MB" in response.text

    @LANES
    @pytest.mark.parametrize(
        "content_type", ["multipart/form-data; boundary=x", "application/json", "text/plain"]
    )
    def test_a_body_that_is_no_form(self, address: str, content_type: str, api: Client) -> None:
        assert api.generic("POST", address, b"\x00nonsense", content_type).status_code == 422

    @LANES
    def test_from_another_site(self, address: str) -> None:
        assert Client(enforce_csrf_checks=True).post(address, {"sample": "lake"}).status_code == 403

    @LANES
    def test_only_posts(self, address: str, api: Client) -> None:
        assert api.get(address).status_code == 405


@pytest.mark.usefixtures("mail_sink", "small_samples")
class TestBlocking:
    def test_all_is_done_when_the_reply_comes(self, api: Client) -> None:
        response = api.post(BLOCKING, {**own_photo(), "mail_delay_ms": "50"})
        assert response.status_code == 200
        run = api.get(response.json()["status_url"]).json()
        assert (run["lane"], run["status"], run["reason"]) == ("blocking", "done", "")
        assert [image["size"] for image in run["images"]] == list(SIZES)
        assert len(run["emails"]) == 1
        assert [span["name"] for span in run["spans"]] == [
            "receive and check",
            "store the photo",
            *(f"resize {size} px" for size in SIZES),
            "send email",
        ]
        assert {span["place"] for span in run["spans"]} == {"web"}
        ends = [span["end"] for span in run["spans"]]
        assert ends == sorted(ends)
        assert run["response_ms"] >= ends[-1] >= 50

    def test_a_sample(self, api: Client) -> None:
        response = api.post(BLOCKING, {"sample": "night", "megapixels": "2", "mail_delay_ms": "0"})
        run = api.get(response.json()["status_url"]).json()
        assert (run["photo"], run["status"]) == ("Opening night", "done")
        assert (run["images"][0]["width"], run["images"][0]["height"]) == (80, 60)

    def test_a_page_for_a_browser(self, browser: Client) -> None:
        response = browser.post(BLOCKING, {"sample": "lake", "mail_delay_ms": "0"})
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/html")
        assert "Accept" in response["Vary"]

    def test_a_damaged_photo_is_the_visitors(self, api: Client) -> None:
        response = api.post(BLOCKING, own_photo(photo((800, 600)).getvalue()[:3000]))
        assert response.status_code == 422
        assert "damaged" in response.json()["reason"]

    def test_a_mail_server_that_is_down_is_ours(self, api: Client, settings: Settings) -> None:
        settings.MAIL_SINK_PORT = free_port()
        response = api.post(BLOCKING, own_photo())
        assert response.status_code == 502
        assert response.json()["reason"] == "The mail server cannot be reached."


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_samples")
class TestBackground:
    def test_kept_and_queued_when_the_reply_comes(self, api: Client, broker: RunningBroker) -> None:
        response = api.post(BACKGROUND, {"sample": "lake"})
        assert response.status_code == 202
        assert broker.depth("demos") == 2
        run = Run.objects.get()
        assert (run.status, run.pictures.count(), run.letters.count()) == (Status.QUEUED, 0, 0)
        assert run.photo.size > 0

    @pytest.mark.usefixtures("no_broker")
    def test_without_a_queue_the_upload_is_kept(self, api: Client) -> None:
        response = api.post(BACKGROUND, {"sample": "lake"})
        assert response.status_code == 503
        assert "the upload is kept" in response.json()["reason"]
        run = Run.objects.get()
        assert run.status == Status.UNQUEUED
        assert default_storage.exists(str(run.photo))

    @pytest.mark.usefixtures("no_broker")
    def test_without_a_queue_a_page_that_says_so(self, browser: Client) -> None:
        response = browser.post(BACKGROUND, {"sample": "lake"})
        assert response.status_code == 503
        assert response["Content-Type"].startswith("text/html")

    @pytest.mark.usefixtures("no_broker")
    def test_the_waiting_run_names_its_reason(self, api: Client) -> None:
        run = make_run(visitor=id_of(api), status=Status.UNQUEUED)
        assert "queue cannot be reached" in api.get(f"/demos/runs/{run.pk}/").json()["reason"]


@pytest.mark.django_db
class TestRun:
    def test_everything_about_it(self, api: Client) -> None:
        run = make_run(visitor=id_of(api), status=Status.DONE, response_ms=38.5)
        add_picture(run, 96, b"12345")
        add_letter(run)
        run.spans.create(
            name="send email",
            kind="network",
            place="demos@host/1",
            started_at=run.started_at + timedelta(milliseconds=40),
            ended_at=run.started_at + timedelta(milliseconds=850),
            simulated_ms=800,
        )
        assert api.get(f"/demos/runs/{run.pk}/").json() == {
            "id": str(run.pk),
            "lane": "background",
            "status": "done",
            "reason": "",
            "photo": "Lighthouse",
            "mail_delay_ms": 800,
            "response_ms": 38.5,
            "spans": [
                {
                    "name": "send email",
                    "kind": "network",
                    "place": "demos@host/1",
                    "start": 40.0,
                    "end": 850.0,
                    "simulated_ms": 800,
                }
            ],
            "images": [
                {
                    "size": 96,
                    "width": 4,
                    "height": 3,
                    "bytes": 5,
                    "url": f"/demos/runs/{run.pk}/pictures/96/",
                    "ready_ms": 1000.0,
                }
            ],
            "emails": [{"to": "you@example.com", "subject": "We have your photo", "arrived_ms": 2000.0}],
        }

    def test_in_a_browser_it_is_the_page(self, browser: Client) -> None:
        run = make_run(visitor=id_of(browser))
        response = browser.get(f"/demos/runs/{run.pk}/")
        assert (response.status_code, response["Location"]) == (302, f"/demos/upload/?background={run.pk}")

    def test_somebody_elses(self, api: Client) -> None:
        assert api.get(f"/demos/runs/{make_run().pk}/").status_code == 404

    def test_nobodys(self, api: Client) -> None:
        assert api.get(f"/demos/runs/{uuid4()}/").status_code == 404


@pytest.mark.django_db
class TestPicture:
    def test_is_a_jpeg_and_nothing_that_runs(self, browser: Client) -> None:
        run = make_run(visitor=id_of(browser))
        add_picture(run, 96, b"the picture")
        response = browser.get(f"/demos/runs/{run.pk}/pictures/96/")
        assert b"".join(response.streaming_content) == b"the picture"  # type: ignore[attr-defined]
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'"
        assert {"private", "immutable"} <= set(response["Cache-Control"].split(", "))

    def test_somebody_elses(self, browser: Client) -> None:
        run = make_run()
        add_picture(run, 96)
        assert browser.get(f"/demos/runs/{run.pk}/pictures/96/").status_code == 404

    def test_a_size_that_is_not_made(self, browser: Client) -> None:
        run = make_run(visitor=id_of(browser))
        assert browser.get(f"/demos/runs/{run.pk}/pictures/96/").status_code == 404

    def test_a_file_that_is_gone(self, browser: Client) -> None:
        run = make_run(visitor=id_of(browser))
        default_storage.delete(str(add_picture(run, 96).file))
        assert browser.get(f"/demos/runs/{run.pk}/pictures/96/").status_code == 404
