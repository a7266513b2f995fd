"""A visitor may start so many runs a minute, and is told how long to wait."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from demos import limits
from demos.models import Run
from demos.sizes import ROOM_FOR_A_FORM
from tests.demos.clients import id_of
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db

BLOCKING, KILLED = "/demos/upload/blocking/", "/demos/killed/background/"


@pytest.fixture
def two_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RUNS_A_MINUTE", 2)


@pytest.mark.usefixtures("two_a_minute")
def test_until_the_oldest_of_the_last_minute_is_past() -> None:
    me, now = uuid4(), timezone.now()
    for age in (61, 50, 20):
        make_run(visitor=me, started_at=now - timedelta(seconds=age))

    assert limits.seconds_until_next_run(me, now) == 10
    assert limits.seconds_until_next_run(me, now + timedelta(seconds=10)) == 0


@pytest.mark.usefixtures("two_a_minute")
def test_others_are_not_meant() -> None:
    make_run(), make_run()
    assert limits.seconds_until_next_run(uuid4(), timezone.now()) == 0


@pytest.mark.usefixtures("two_a_minute")
def test_the_reply_says_how_long(api: Client) -> None:
    for _ in range(2):
        make_run(visitor=id_of(api))
    reply = api.post(BLOCKING, {"sample": "lake"})

    assert reply.status_code == 429
    assert 0 < int(reply.headers["Retry-After"]) <= 60
    assert f"in {reply.headers['Retry-After']} seconds" in reply.json()["errors"]["__all__"][0]["message"]


@pytest.mark.usefixtures("two_a_minute")
def test_a_person_gets_a_page(person: Client) -> None:
    for _ in range(2):
        make_run(visitor=id_of(person))
    reply = person.post(BLOCKING, {"sample": "lake"})

    assert reply.status_code == 429
    assert "Try again in" in reply.text


@pytest.mark.parametrize("status", [Run.Status.RECEIVED, Run.Status.QUEUED, Run.Status.WORKING])
def test_who_has_enough_under_way_waits_for_a_worker(api: Client, status: Run.Status) -> None:
    for _ in range(limits.MOST_UNDER_WAY):
        make_run(visitor=id_of(api), status=status)
    reply = api.post(KILLED, {"seconds": "8"})

    assert (reply.status_code, reply.headers["Retry-After"]) == (429, "8")
    assert "enough under way" in reply.json()["errors"]["__all__"][0]["message"]
    assert api.post(BLOCKING, {}).status_code == 422  # which needs no worker


def test_what_holds_no_worker_does_not_count() -> None:
    me, now = uuid4(), timezone.now()
    for status in (Run.Status.DONE, Run.Status.FAILED, Run.Status.UNQUEUED):
        for _ in range(limits.MOST_UNDER_WAY):
            make_run(visitor=me, status=status)
    for _ in range(limits.MOST_UNDER_WAY):
        make_run(visitor=me, lane=Run.Lane.BLOCKING, status=Run.Status.WORKING)
        make_run(status=Run.Status.QUEUED)
        make_run(visitor=me, status=Run.Status.QUEUED, started_at=now - limits.LONGEST_WAIT)
    assert not limits.has_enough_under_way(me, now)


TOO_MUCH = b"x" * (ROOM_FOR_A_FORM + 1)


def test_a_form_that_is_too_large_gets_a_page(person: Client) -> None:
    reply = person.post(KILLED, TOO_MUCH, "text/plain")
    assert reply.status_code == 413
    assert "<h1>That is too much at once" in reply.text


def test_and_a_script_gets_the_reason(api: Client) -> None:
    reply = api.post(KILLED, TOO_MUCH, "text/plain")
    assert reply.status_code == 413
    assert reply.json()["errors"]["__all__"][0]["code"] == "request_entity_too_large"


def test_while_very_many_photos_wait_no_more_are_kept(
    api: Client, person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_PHOTOS_WAITING", 2)
    for status in (Run.Status.QUEUED, Run.Status.WORKING, Run.Status.DONE):
        make_run(status=status)
    reply = api.post(BLOCKING, {"sample": "lake"})
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "60")
    assert "Very many photos" in reply.json()["errors"]["__all__"][0]["message"]
    assert person.post(KILLED).status_code != 503
    Run.objects.filter(status=Run.Status.QUEUED).update(status=Run.Status.DONE)
    assert api.post(BLOCKING, {}).status_code == 422
