"""What a record holds, to whom it is given, and in which forms."""

import csv
import json
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from demos.models import Run, Span
from demos.records.schema import Record
from demos.records.sheet import COLUMNS
from tests.demos.clients import id_of
from tests.demos.rows import make_run
from tests.demos.upload.races import make_background, make_blocking, make_queued, make_series

pytestmark = pytest.mark.django_db
MACHINE = {"cores": 2, "python": "3.11", "celery": "5.7.0"}


@pytest.fixture
def me(client: Client) -> UUID:
    client.get("/demos/records/")
    return id_of(client)


def a_race(me: UUID, rounds: int = 3) -> Any:
    runs = [
        run
        for number in range(rounds)
        for run in (
            make_blocking(me, response_ms=1300 + 100 * number, machine=MACHINE),
            make_background(me, response_ms=40 + number, machine=MACHINE),
        )
    ]
    Span.objects.filter(name__startswith="resize").update(processor_ms=20)
    return make_series(*runs, runs=rounds)


class TestJson:
    def test_of_a_whole_race(self, client: Client, me: UUID) -> None:
        series = a_race(me)
        record = client.get(f"/demos/records/{series.pk}/record.json").json()

        assert (record["id"], record["scenario"], record["version"]) == (str(series.pk), "upload", 1)
        assert record["settings"]["mail_delay_ms"] == 800
        assert record["machine"] == MACHINE
        assert [(run["lane"], run["round"]) for run in record["runs"]] == [
            (lane, number) for number in (1, 2, 3) for lane in ("blocking", "background")
        ]
        assert record["figures"]["blocking"]["runs"] == 3
        assert record["figures"]["blocking"]["waited_ms"] == {
            "min": 1300,
            "p25": 1300,
            "p50": 1400,
            "p75": 1500,
            "max": 1500,
        }
        assert record["figures"]["background"]["processor_ms"]["p50"] == 80

    def test_of_each_run_its_steps_and_what_it_made(self, client: Client, me: UUID) -> None:
        record = client.get(f"/demos/records/{a_race(me, 1).pk}/record.json").json()
        run = record["runs"][0]

        assert run["spans"][0]["name"] == "receive and check"
        assert run["spans"][-1]["simulated_ms"] == 800
        assert [image["size"] for image in run["images"]] == [1600, 800, 320, 96]
        assert run["emails"][0]["subject"] == "We have your photo"
        assert (run["done_ms"], run["processor_ms"]) == (1300, 80)
        assert record["figures"] == {}  # nothing to rank

    def test_of_one_run(self, client: Client, me: UUID) -> None:
        run = make_background(me, machine=MACHINE)
        response = client.get(f"/demos/runs/{run.pk}/record.json")

        assert Record.model_validate_json(response.content).runs[0].id == run.pk
        assert response.json()["runs"][0]["waited_in"] == "server"

    def test_of_one_that_is_under_way(self, client: Client, me: UUID) -> None:
        run = make_queued(me)
        kept = client.get(f"/demos/runs/{run.pk}/record.json").json()["runs"][0]

        assert (kept["status"], kept["done_ms"]) == ("queued", None)
        assert {span["name"]: span["end"] for span in kept["spans"]}["in the queue: sizes"] is None

    def test_it_outlives_the_pictures(self, client: Client, me: UUID) -> None:
        run = make_background(me)
        run.pictures.update(file="")
        assert len(client.get(f"/demos/runs/{run.pk}/record.json").json()["runs"][0]["images"]) == 4

    def test_a_scenario_may_note_settings_of_any_shape(self, client: Client, me: UUID) -> None:
        run = make_run(visitor=me, settings={"tries": [1, 2], "odds": {"a": 1}, "fails": 0.3})
        kept = client.get(f"/demos/runs/{run.pk}/record.json").json()["runs"][0]
        assert kept["settings"] == {"tries": "[1, 2]", "odds": "{'a': 1}", "fails": 0.3}


class TestCsv:
    def test_a_line_for_each_step(self, client: Client, me: UUID) -> None:
        series = a_race(me)
        text = client.get(f"/demos/records/{series.pk}/record.csv").text
        lines = list(csv.DictReader(StringIO(text)))

        assert list(lines[0]) == list(COLUMNS)
        assert len(lines) == Span.objects.count()
        assert {line["waited_ms"] for line in lines if line["lane"] == "background"} == {
            "40.0",
            "41.0",
            "42.0",
        }
        assert json.loads(lines[0]["settings"])["mail_delay_ms"] == 800

    def test_of_a_run_without_steps(self, client: Client, me: UUID) -> None:
        run = make_run(visitor=me)
        lines = list(csv.DictReader(StringIO(client.get(f"/demos/runs/{run.pk}/record.csv").text)))
        assert [(line["run"], line["step"]) for line in lines] == [(str(run.pk), "")]


class TestWhoGetsIt:
    @pytest.mark.parametrize("what", ["", "record.json", "record.csv"])
    def test_nobody_else(self, what: str, client: Client, me: UUID) -> None:
        series = a_race(me, 1)
        run = Run.objects.all()[0]
        stranger = Client()
        stranger.get("/demos/records/")
        assert stranger.get(f"/demos/records/{series.pk}/{what}").status_code == 404
        assert stranger.get(f"/demos/runs/{run.pk}/{what or 'replay/'}").status_code == 404
        assert client.get(f"/demos/records/{series.pk}/{what}").status_code == 200
        assert client.get(f"/demos/runs/{run.pk}/{what or 'replay/'}").status_code == 200

    def test_of_nothing(self, client: Client, me: UUID) -> None:
        assert client.get(f"/demos/records/{uuid4()}/record.json").status_code == 404

    def test_the_name_of_the_file_is_ours(self, client: Client, me: UUID) -> None:
        run = make_run(visitor=me, photo_name='"; filename="evil.exe')
        response = client.get(f"/demos/runs/{run.pk}/record.json")
        stamp = f"{run.started_at:%Y-%m-%d-%H%M%S}"
        assert response["Content-Disposition"] == (
            f'attachment; filename="upload-{stamp}-{run.pk.hex[:8]}.json"'
        )
        assert response["X-Content-Type-Options"] == "nosniff"


class TestList:
    def test_races_and_single_runs_of_this_visitor(self, client: Client, me: UUID) -> None:
        series, alone = a_race(me, 1), make_run(visitor=me, scenario="order")
        other = make_run()
        html = client.get("/demos/records/").text

        assert f"/demos/records/{series.pk}/record.json" in html
        assert f"/demos/runs/{alone.pk}/record.csv" in html
        assert str(other.pk) not in html
        assert str(series.takes.all()[0].run_id) not in html  # it is in the race

    def test_says_what_every_column_is(self, client: Client) -> None:
        html = client.get("/demos/records/").text
        assert all(f"<code>{name}</code>" in html for name in COLUMNS)
