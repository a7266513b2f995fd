import logging
import socket
from contextlib import closing

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from config import health
from tests.site import free_port


def yes() -> bool:
    return True


def no() -> bool:
    return False


class TestHealthz:
    def test_asks_no_other_part(
        self, client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            assert client.get("/healthz").content == b"ok\n"


class TestBothOfThem:
    @pytest.mark.parametrize("path", ["/healthz", "/readyz"])
    @pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3:8000"])
    def test_are_told_to_who_knows_only_an_address(
        self, client: Client, settings: Settings, path: str, host: str
    ) -> None:
        settings.READINESS, settings.ALLOWED_HOSTS = {}, ["learn.example"]
        assert client.get(path, headers={"Host": host}).status_code == 200
        assert client.get("/", headers={"Host": host}).status_code == 400


class TestReadyz:
    @pytest.mark.parametrize(
        ("check", "status", "says"), [("yes", 200, "ok"), ("no", 503, "does not answer")]
    )
    def test_names_every_part(
        self, client: Client, settings: Settings, check: str, status: int, says: str
    ) -> None:
        settings.READINESS = {"one": f"{__name__}.yes", "other": f"{__name__}.{check}"}
        response = client.get("/readyz")
        assert response.status_code == status
        assert response.json() == {"one": "ok", "other": says}
        assert "no-store" in response.headers["Cache-Control"]

    @pytest.mark.parametrize(("path", "logged"), [("/readyz", 0), ("/no/such/page", 1)])
    def test_only_its_answers_are_no_errors_of_the_server(
        self, client: Client, settings: Settings, caplog: pytest.LogCaptureFixture, path: str, logged: int
    ) -> None:
        settings.READINESS = {"one": f"{__name__}.no"}
        with caplog.at_level(logging.WARNING, logger="django.request"):
            client.get(path)
        assert len([record for record in caplog.records if record.name == "django.request"]) == logged


class TestParts:
    @pytest.mark.django_db
    def test_a_database_that_is_there(self) -> None:
        assert health.database_answers()

    def test_a_broker_that_is_not_there(self, settings: Settings) -> None:
        settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
        assert not health.broker_answers()

    def test_a_stage_whose_slots_are_all_taken_answers_yet(self, settings: Settings) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as busy:  # it accepts nobody
            settings.STAGE_URL = f"http://127.0.0.1:{busy.getsockname()[1]}"
            assert health.stage_answers()

    def test_a_stage_that_is_not_there(self, settings: Settings) -> None:
        settings.STAGE_URL = f"http://127.0.0.1:{free_port()}"
        assert not health.stage_answers()
