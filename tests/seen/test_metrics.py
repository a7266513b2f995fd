import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.test import Client
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from config.metrics import files, task_families, tasks
from config.redis_away import RedisAway
from config.routes import NOWHERE
from demos.models import Run
from demos.tasks import sweep_files
from tests.demos.broker import running_broker
from tests.demos.rows import make_run

TOKEN = "a-token-for-the-tests"


@pytest.fixture
def token(settings: Settings) -> str:
    settings.METRICS_TOKEN = TOKEN
    return TOKEN


def figures(client: Client) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, in the order of their names."""
    reply = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert reply.status_code == 200
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(reply.content.decode())
        for sample in family.samples
    }


class TestWhoMayRead:
    def test_without_a_token_in_the_settings_there_is_no_such_page(
        self, client: Client, settings: Settings
    ) -> None:
        settings.METRICS_TOKEN = ""
        assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404

    @pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", "Basic é", f"Bearer {TOKEN}x"])
    def test_who_does_not_know_it_is_refused(self, client: Client, token: str, given: str) -> None:
        reply = client.get("/metrics", headers={"Authorization": given})
        assert reply.status_code == 401
        assert b"site_" not in reply.content

    @pytest.mark.django_db
    def test_who_knows_it_reads_under_any_name_of_the_host(self, client: Client, token: str) -> None:
        given = {"Authorization": f"Bearer {TOKEN}", "Host": "10.1.2.3:8000"}
        assert client.get("/metrics", headers=given).status_code == 200


class AwayHere(OperationalError):
    """Counted by a name that no other test meets, which may run at the same moment."""


@pytest.mark.django_db
@pytest.mark.usefixtures("token")
class TestFigures:
    def test_a_request_is_counted_by_its_name_and_its_status(self, client: Client) -> None:
        of_it = ("site_request_seconds_count", "GET", "2xx", "quizzes:index")
        before = figures(client).get(of_it, 0)
        client.get("/quizzes/?typed=something")
        assert figures(client)[of_it] == before + 1

    def test_made_up_addresses_and_methods_are_one_each(self, client: Client) -> None:
        before = figures(client)
        client.generic("MADEUP", "/no/such/address")
        client.get("/another/such/address")
        after = figures(client)
        counted = {
            key: after[key] - before.get(key, 0) for key in after if key[0] == "site_request_seconds_count"
        }
        nowhere = {key[1]: more for key, more in counted.items() if key[3] == NOWHERE and more}
        assert nowhere == {"GET": 1, "other": 1}
        assert not any("such/address" in part for key in figures(client) for part in key)

    def test_a_host_that_has_counted_nothing_tells_the_rest(
        self, client: Client, settings: Settings, tmp_path: Path
    ) -> None:
        settings.METRICS_FOLDER = tmp_path / "of" / "a stage"
        assert ("site_part_up", "database") in figures(client)

    def test_an_error_of_the_database(self, client: Client) -> None:
        kind = ("site_database_errors_total", AwayHere.__name__)
        before = figures(client).get(kind, 0)
        for error in (AwayHere("away"), ValueError("something else")):
            try:
                raise error
            except (AwayHere, ValueError):
                got_request_exception.send(sender=type(self))
        assert figures(client)[kind] == before + 1

    def test_runs_that_are_not_over(self, client: Client) -> None:
        for status in (Run.Status.QUEUED, Run.Status.QUEUED, Run.Status.UNQUEUED, Run.Status.DONE):
            make_run(status=status)
        found = figures(client)
        assert found["site_runs_unfinished", "queued"] == 2
        assert found["site_runs_unfinished", "unqueued"] == 1
        assert found["site_runs_unfinished", "working"] == 0
        assert ("site_runs_unfinished", "done") not in found

    def test_a_part_that_is_away_is_said_to_be(self, client: Client, settings: Settings) -> None:
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        found = figures(client)
        assert found["site_part_up", "redis"] == 0
        assert found["site_part_up", "database"] == 1
        assert ("site_runs_unfinished", "queued") in found


class TestFiles:
    def test_what_ended_processes_counted_stays_and_their_files_go(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        settings.METRICS_FOLDER = tmp_path / "metrics"
        files.take_over()
        for _ in range(2):
            ended = subprocess.Popen([sys.executable, "-c", ""])
            ended.wait()
            file = MmapedDict(str(settings.METRICS_FOLDER / f"counter_{ended.pid}.db"))
            file.write_value("a", 3.0, 0.0)
            file.close()
            files.take_over()
        kept = MmapedDict.read_all_values_from_file(str(settings.METRICS_FOLDER / "counter_ended.db"))
        assert [(key, value) for key, value, _, _ in kept] == [("a", 6.0)]
        left = {f"{kind}_{of}.db" for kind in files.KINDS for of in (files.ENDED, os.getpid())}
        assert {path.name for path in settings.METRICS_FOLDER.iterdir()} == {*left, "lock"}

    def test_those_of_a_living_one_are_its_own(self, settings: Settings, tmp_path: Path) -> None:
        settings.METRICS_FOLDER = tmp_path
        mine = tmp_path / f"counter_{os.getpid()}.db"
        MmapedDict(str(mine)).close()
        files.take_over()
        assert mine.exists()


class TestTasks:
    def test_time_and_outcome_of_each(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("REDIS_URL", raising=False)
        monkeypatch.setattr(RedisAway, "until", 0.0)
        with running_broker(tmp_path):
            settings.REDIS_URL = f"unix://{tmp_path}/run/redis.sock"
            self._count_some()

    def _count_some(self) -> None:
        task = sweep_files
        task.push_request()
        try:
            tasks._note_begin(task)
            tasks._note_time(task)
        finally:
            task.pop_request()
        for _ in range(2):
            tasks._note_retry(task)
        tasks._note_success(task)
        tasks._note_revoked(task, expired=True)
        found = {
            (sample.name, *sample.labels.values()): sample.value
            for family in task_families.families()
            for sample in family.samples
        }
        name = task.name
        assert found["site_tasks_total", name, "retry"] == 2
        assert found["site_tasks_total", name, "success"] == 1
        assert found["site_tasks_total", name, "expired"] == 1
        assert found["site_task_seconds_count", name] == 1
        assert found["site_task_seconds_bucket", name, "0.05"] == 1
        assert found["site_task_seconds_bucket", name, "+Inf"] == 1

    def test_a_worker_that_cannot_count_works_on(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(RedisAway, "until", 0.0)
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        tasks._note_success(sweep_files)
