import logging
import uuid

import pytest
from django.test import Client
from pytest_django import Settings

ID = "X-Request-ID"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [
        record.msg for record in caplog.records if record.name == "request" and isinstance(record.msg, dict)
    ]


class TestTheId:
    def test_a_visitor_does_not_choose_it(self, client: Client) -> None:
        reply = client.get("/healthz", headers={ID: "chosen-by-me"})
        assert uuid.UUID(reply[ID]).version == 4

    def test_each_request_has_its_own(self, client: Client) -> None:
        assert client.get("/healthz")[ID] != client.get("/healthz")[ID]

    def test_the_proxy_chooses_it(self, client: Client, settings: Settings) -> None:
        settings.BEHIND_PROXY = True
        assert client.get("/healthz", headers={ID: "f00-0123456789"})[ID] == "f00-0123456789"

    @pytest.mark.parametrize(
        "given", ["", "short", "x" * 65, "with space in it", "12345678;evil", "é2345678"]
    )
    def test_if_it_is_well_formed(self, client: Client, settings: Settings, given: str) -> None:
        settings.BEHIND_PROXY = True
        assert uuid.UUID(client.get("/healthz", headers={ID: given})[ID]).version == 4


@pytest.mark.django_db
class TestTheLine:
    def test_it_names_the_address_by_its_name(self, client: Client, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO, logger="request"):
            reply = client.get("/quizzes/?typed=secret")
        (line,) = lines(caplog)
        assert {"method": "GET", "view": "quizzes:index", "status": 200}.items() <= line.items()
        assert line["request_id"] == reply[ID]
        assert isinstance(line["ms"], float)
        assert "secret" not in str(line)

    def test_what_nobody_knows_has_no_address(self, client: Client, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO):
            client.get("/typed-by-somebody")
        (line,) = lines(caplog)
        assert (line["view"], line["status"]) == ("(no such address)", 404)
        assert "typed-by-somebody" not in caplog.text

    def test_of_health_and_static_files_there_is_none(
        self, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO, logger="request"):
            client.get("/healthz")
            client.get("/static/css/nosuch.css")
        assert lines(caplog) == []
