"""Opening a record: what it shows, and that nothing but a record is opened."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st

from demos import workers
from demos.models import Run
from demos.records.forms import MAX_BYTES
from demos.records.replaying import replay_of
from demos.records.schema import Record
from demos.records.sheet import as_csv
from tests.demos.clients import id_of
from tests.demos.upload.races import make_background, make_blocking, make_series
from tests.demos.upload.reading import words_of

OPEN = "/demos/records/open/"
TIMES = st.floats(0, 31 * 86_400_000) | st.integers(0, 5000)


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """A record as it was downloaded, of a race that this copy of the site no longer knows."""
    client.get("/demos/records/")
    me = id_of(client)
    rounds = [(make_blocking(me, response_ms=wait), make_background(me)) for wait in (1500, 1300, 1400)]
    series = make_series(*(run for pair in rounds for run in pair), runs=3)
    found: dict[str, Any] = client.get(f"/demos/records/{series.pk}/record.json").json()
    Run.objects.all().delete()
    return found


def opened(client: Client, content: Any) -> Any:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(OPEN, {"file": SimpleUploadedFile("record.json", text)})


@pytest.fixture
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replay that asks for the workers fails."""

    def ask() -> None:
        raise AssertionError("a replay needs no queue")

    monkeypatch.setattr(workers, "status", ask)


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody_is_asked")
class TestReplay:
    def test_from_the_record_alone(self, client: Client, record: dict[str, Any]) -> None:
        record["recorded_at"] = "2026-03-02T09:30:00Z"
        response = opened(Client(), record)
        words = words_of(response.text)

        assert response.status_code == 200
        assert "Recorded on 2 March 2026." in words
        assert "Replay: The upload race" in words
        assert "The demo lab / Records" in words
        assert "You waited 1.40 s" in words
        assert "You waited 40 ms" in words
        assert "200 OK sent, 1.40 s" in words
        assert "all four sizes ready, 450 ms" in words
        assert "1.40 s median of 3, from 1.30 s to 1.50 s" in words
        assert "mail_delay_ms 800" in words
        assert not Run.objects.exists()

    def test_of_a_scenario_that_is_not_here(self, client: Client, record: dict[str, Any]) -> None:
        record["scenario"] = "opera"
        assert "POST /demos/opera/blocking/" in words_of(opened(client, record).text)

    def test_words_of_a_stranger_stay_words(self, client: Client, record: dict[str, Any]) -> None:
        record["settings"]["photo"] = "<script>alert(1)</script>"
        record["runs"][0]["spans"][0]["name"] = "<b>"
        html = opened(client, record).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html

    def test_a_failed_reply_has_the_status_that_was_sent(
        self, client: Client, record: dict[str, Any]
    ) -> None:
        record["runs"] = [{**record["runs"][0], "status": "failed", "reply_status": 502}]
        assert "502 Bad Gateway" in words_of(opened(client, record).text)

    def test_a_record_from_before_takers_and_statuses_were_noted(
        self, client: Client, record: dict[str, Any]
    ) -> None:
        for run in record["runs"]:
            del run["reply_status"]
            for span in run["spans"]:
                del span["taken_by"]
        assert "200 OK sent, 1.40 s" in words_of(opened(client, record).text)

    def test_one_lane_alone(self, client: Client, record: dict[str, Any]) -> None:
        record["runs"] = record["runs"][:1]
        assert "You waited 1.50 s" in words_of(opened(client, record).text)


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize(
        "content", [b"", b"nonsense", b"[]", b"{}", b'{"version": 1}', b"\xff\xfe", b"[" * 50_000]
    )
    def test_no_record(self, content: bytes, client: Client) -> None:
        response = opened(client, content)
        assert response.status_code == 422
        assert "Not opened" in response.text

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("version", 2),
            ("format", "another"),
            ("scenario", "../etc"),
            ("runs", []),
            ("extra", 1),
            ("recorded_at", "yesterday"),
        ],
    )
    def test_a_field_that_does_not_fit(
        self, field: str, value: Any, client: Client, record: dict[str, Any]
    ) -> None:
        record[field] = value
        response = opened(client, record)
        assert response.status_code == 422
        words = words_of(response.text)
        assert "This is not a record of a race:" in words
        assert f"“{field}”" in words

    def test_a_csv_is_called_one(self, client: Client, record: dict[str, Any]) -> None:
        table = as_csv(Record.model_validate(record))
        for saved in (table.encode(), b"\xef\xbb\xbf" + table.encode()):
            assert "This is the CSV; the JSON can be replayed." in opened(client, saved).text

    def test_what_is_no_json_is_refused_without_a_parsers_words(self, client: Client) -> None:
        words = words_of(opened(client, b"nonsense").text)
        assert "a record is the JSON that this site" in words
        assert "Invalid JSON" not in words

    @pytest.mark.parametrize("value", [-1e300, 1e300, float("nan"), float("inf"), "soon"])
    def test_a_time_that_is_none(self, value: Any, client: Client, record: dict[str, Any]) -> None:
        record["runs"][0]["spans"][0]["end"] = value
        assert opened(client, record).status_code == 422

    @pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
    def test_a_date_that_no_record_has(self, date: str, client: Client, record: dict[str, Any]) -> None:
        assert opened(client, record | {"recorded_at": date}).status_code == 422

    def test_more_than_a_race_can_have(self, client: Client, record: dict[str, Any]) -> None:
        record["runs"] *= 10
        assert opened(client, record).status_code == 422

    def test_nothing(self, client: Client) -> None:
        assert "Choose a record." in client.post(OPEN).text

    def test_too_large_is_refused_unread(self, client: Client) -> None:
        response = client.post(
            OPEN, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(MAX_BYTES * 2)
        )
        assert response.status_code == 413
        assert "at most 1 MB" in response.text
        assert not response.wsgi_request._read_started  # type: ignore[attr-defined]

    def test_a_file_that_is_too_large(self, client: Client) -> None:
        assert "at most 1 MB" in opened(client, b" " * (MAX_BYTES + 1)).text

    def test_from_another_site(self) -> None:
        assert Client(enforce_csrf_checks=True).post(OPEN).status_code == 403

    def test_only_posts(self, client: Client) -> None:
        assert client.get(OPEN).status_code == 405


def spans() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "name": st.sampled_from(["resize 96 px", "send email", "in the queue: email", "x"]),
            "kind": st.sampled_from(["work", "network", "queue"]),
            "place": st.sampled_from(["web", "queue", "demos@host/1", "demos@host/2"]),
            "start": TIMES,
            "end": st.none() | TIMES,
            "processor_ms": st.none() | TIMES,
            "simulated_ms": st.integers(0, 3000),
        }
    )


def runs() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "id": st.uuids().map(str),
            "scenario": st.just("upload"),
            "lane": st.sampled_from(["blocking", "background"]),
            "round": st.integers(0, 10),
            "status": st.sampled_from(["received", "unqueued", "queued", "working", "done", "failed"]),
            "failure": st.just(""),
            "started_at": st.just("2026-03-02T09:30:00Z"),
            "settings": st.just({}),
            "machine": st.just({}),
            "waited_ms": st.none() | TIMES,
            "waited_in": st.sampled_from(["browser", "server"]),
            "response_ms": st.none() | TIMES,
            "done_ms": st.none() | TIMES,
            "processor_ms": st.none() | TIMES,
            "spans": st.lists(spans(), max_size=6),
            "images": st.just([]),
            "emails": st.just([]),
        }
    )


@law(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(runs(), min_size=1, max_size=6))
def test_every_record_that_fits_can_be_drawn(runs: list[dict[str, Any]]) -> None:
    record = Record.model_validate(
        {
            "id": UUID(int=0),
            "scenario": "upload",
            "recorded_at": "2026-03-02T09:30:00Z",
            "settings": {},
            "machine": {},
            "figures": {},
            "runs": runs,
        }
    )
    assert replay_of(record)["pair"].courses
