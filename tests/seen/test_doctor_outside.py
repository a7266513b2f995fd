"""Storage, mail server and collectors are broken for real, and the doctor says so."""

import socket
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.test.utils import override_settings
from pytest_django import Settings

from config.doctor import demo_parts, outside
from config.doctor.diagnosis import Diagnosis, State
from config.email_urls import email_settings
from tests.seen.diagnoses import NOWHERE, by_name
from tests.site import free_port


class TestStorage:
    def test_it_is_written_read_and_left_as_it_was(self, settings: Settings) -> None:
        assert [one.state for one in outside.storage()] == [State.OK]
        assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []

    def test_it_cannot_be_written_to(self, settings: Settings) -> None:
        settings.MEDIA_ROOT.write_text("a file in its place")
        (found,) = outside.storage()
        assert found.state is State.FAIL
        assert "cannot be written to" in found.says


class TestMail:
    def test_none_on_a_public_site(self, settings: Settings) -> None:
        settings.EMAIL_URL, settings.PUBLIC_HOST = "", ""
        assert next(iter(outside.mail())).state is State.OK
        settings.PUBLIC_HOST = "learn.example.org"
        assert next(iter(outside.mail())).state is State.WARN

    def test_one_that_is_not_there(self) -> None:
        assert "does not answer" in self._of(f"smtp://{NOWHERE}")["mail"].says

    def test_one_that_speaks_no_tls(self, server: Controller) -> None:
        assert "does not do that" in self._of(f"smtp+tls://127.0.0.1:{server.port}")["mail"].says

    def test_one_that_knows_no_such_user(self, server: Controller) -> None:
        found = self._of(f"smtp://ann:wrong@127.0.0.1:{server.port}")["mail"]
        assert found.says == "The mail server refuses the user or the password."

    def test_one_that_lets_us_in_and_gets_no_letter(self, server: Controller) -> None:
        found = self._of(f"smtp://ann:right@127.0.0.1:{server.port}")
        assert found["mail"].state is State.OK
        assert found["sender"].state is State.WARN

    @pytest.fixture
    def server(self) -> Iterator[Controller]:
        class NoLetters:
            async def handle_DATA(self, *_: Any) -> str:
                raise AssertionError("a letter was sent")

        def authenticate(*given: Any) -> AuthResult:
            return AuthResult(success=given[-1].password == b"right", handled=False)

        server = Controller(
            NoLetters(),
            hostname="127.0.0.1",
            port=free_port(),
            authenticator=authenticate,
            auth_require_tls=False,
        )
        server.start()
        yield server
        server.stop()

    def _of(self, url: str) -> dict[str, Diagnosis]:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_URL=url, EMAIL_BACKEND=backend, EMAIL_FROM="", **email_settings(url)):
            return by_name(outside.mail())


class TestCollectors:
    def test_whether_somebody_listens(self, settings: Settings) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as server:
            settings.OTEL_EXPORTER_OTLP_ENDPOINT = f"http://127.0.0.1:{server.getsockname()[1]}"
            settings.SENTRY_DSN = f"http://key@{NOWHERE}/1"
            found = by_name(outside.collectors())
        assert found["traces"].state is State.OK
        assert found["error reports"].state is State.WARN


class TestDemoParts:
    def test_whether_each_answers(self, settings: Settings) -> None:
        settings.READINESS = {
            "mail": "tests.seen.test_doctor_outside.answers",
            "stage": "config.health.stage_answers",
        }
        settings.STAGE_URL = f"http://{NOWHERE}"
        found = by_name(demo_parts.demo_parts())
        assert {name: part.state for name, part in found.items()} == {
            "mail sink": State.OK,
            "stage": State.WARN,
            "valve": State.OK,
        }
        assert "load tests need it" in found["stage"].says


def answers() -> bool:
    return True
