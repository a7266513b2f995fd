"""A visitor may start so many runs a minute, and is told how long to wait."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from demos import limits
from tests.demos.clients import id_of
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db

BLOCKING = "/demos/upload/blocking/"


@pytest.fixture(autouse=True)
def two_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RUNS_A_MINUTE", 2)


def test_until_the_oldest_of_the_last_minute_is_past() -> None:
    me, now = uuid4(), timezone.now()
    for age in (61, 50, 20):
        make_run(visitor=me, started_at=now - timedelta(seconds=age))

    assert limits.seconds_until_next_run(me, now) == 10
    assert limits.seconds_until_next_run(me, now + timedelta(seconds=10)) == 0


def test_others_are_not_meant() -> None:
    make_run(), make_run()
    assert limits.seconds_until_next_run(uuid4(), timezone.now()) == 0


def test_the_reply_says_how_long(api: Client) -> None:
    for _ in range(2):
        make_run(visitor=id_of(api))
    reply = api.post(BLOCKING, {"sample": "lake"})

    assert reply.status_code == 429
    assert 0 < int(reply.headers["Retry-After"]) <= 60
    assert f"in {reply.headers['Retry-After']} seconds" in reply.json()["errors"]["__all__"][0]["message"]


def test_a_person_gets_a_page(person: Client) -> None:
    for _ in range(2):
        make_run(visitor=id_of(person))
    reply = person.post(BLOCKING, {"sample": "lake"})

    assert reply.status_code == 429
    assert "Try again in" in reply.text
