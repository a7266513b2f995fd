"""The addresses of the race, asked by a client without JavaScript and by one that wants JSON."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from demos.models import Run
from demos.upload.forms import MAX_BYTES
from demos.upload.imaging import SIZES
from tests.demos.broker import RunningBroker
from tests.demos.clients import id_of
from tests.demos.photos import photo
from tests.demos.rows import make_run
from tests.site import free_port

BLOCKING, BACKGROUND = "/demos/upload/blocking/", "/demos/upload/background/"
LANES = pytest.mark.parametrize("address", [BLOCKING, BACKGROUND])
Status = Run.Status


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
    def test_on_a_page_beside_the_field(self, address: str, person: Client) -> None:
        response = person.post(address, own_photo(b"no photo"))
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
    def test_too_large_on_a_page(self, address: str, person: Client) -> None:
        response = person.post(
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
        assert (run["settings"]["photo"], run["status"]) == ("Opening night", "done")
        assert (run["images"][0]["width"], run["images"][0]["height"]) == (80, 60)

    def test_a_page_for_a_browser(self, person: Client) -> None:
        response = person.post(BLOCKING, {"sample": "lake", "mail_delay_ms": "0"})
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
        assert "Retry-After" not in response, "it need not be sent again"
        run = Run.objects.get()
        assert run.status == Status.UNQUEUED
        assert default_storage.exists(str(run.photo))

    @pytest.mark.usefixtures("no_broker")
    def test_without_a_queue_a_page_that_says_so(self, person: Client) -> None:
        response = person.post(BACKGROUND, {"sample": "lake"})
        assert response.status_code == 503
        assert response["Content-Type"].startswith("text/html")

    @pytest.mark.usefixtures("no_broker")
    def test_the_waiting_run_names_its_reason(self, api: Client) -> None:
        run = make_run(visitor=id_of(api), status=Status.UNQUEUED)
        assert "queue cannot be reached" in api.get(f"/demos/runs/{run.pk}/").json()["reason"]
