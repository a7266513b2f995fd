"""Which runs may stand beside each other: worked out by hand on one clock."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from demos.models import Run
from demos.outage.models import Outage
from demos.outage.sides import CAREFUL, NAIVE, Which
from demos.visitors import visitor_of
from tests.demos.clients import known_client
from tests.demos.rows import make_run

PAGE = "/demos/outage/"
NOON = timezone.now() - timedelta(minutes=10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Client:
    return known_client()


def visitor(client: Client) -> UUID:
    return visitor_of(client.get(PAGE).wsgi_request)


def at(second: float) -> datetime:
    return NOON + timedelta(seconds=second)


def outage(began: float, ended: float) -> None:
    Outage.objects.create(how=Outage.How.FROZEN, began_at=at(began), ends_at=at(ended))


def upload(client: Client, which: Which, began: float, took: float, photo: str = "Lighthouse") -> Run:
    fields: dict[str, Any] = {
        "visitor": visitor(client),
        "scenario": "outage",
        "status": Run.Status.DONE,
        "settings": {"view": which, "photo": photo},
        "response_ms": took * 1000,
    }
    return make_run(started_at=at(began), **fields)


def shown(client: Client, *runs: Run) -> list[bool]:
    """Whether the page has each of them, and its address, too."""
    query = {str(run.settings["view"]): str(run.pk) for run in runs}
    response = client.get(PAGE, query, headers={"HX-Request": "true"})
    found = [str(run.pk) in response.text for run in runs]
    assert found == [str(run.pk) in response["HX-Replace-Url"] for run in runs]
    return found


def test_of_one_outage(me: Client) -> None:
    outage(0, 10)
    assert shown(me, upload(me, CAREFUL, 1, 0.5), upload(me, NAIVE, 2, 8)) == [True, True]


def test_of_two_outages_only_the_later_run(me: Client) -> None:
    outage(0, 10)
    outage(60, 70)
    assert shown(me, upload(me, CAREFUL, 1, 0.5), upload(me, NAIVE, 61, 9)) == [False, True]


def test_of_an_outage_and_none_only_the_later_run(me: Client) -> None:
    outage(0, 10)
    assert shown(me, upload(me, CAREFUL, 20, 0.1), upload(me, NAIVE, 1, 9)) == [True, False]


def test_both_without_an_outage(me: Client) -> None:
    assert shown(me, upload(me, CAREFUL, 1, 0.1), upload(me, NAIVE, 60, 0.1)) == [True, True]


def test_of_two_photos_only_the_later_run(me: Client) -> None:
    runs = upload(me, CAREFUL, 1, 0.1, photo="Mountain lake"), upload(me, NAIVE, 60, 0.1)
    assert shown(me, *runs) == [False, True]


def test_what_began_while_the_other_was_under_way_stays_beside_it(me: Client) -> None:
    outage(0, 10)
    runs = upload(me, NAIVE, 1, 9.5), upload(me, CAREFUL, 10.2, 0.1, photo="Mountain lake")
    assert shown(me, *runs) == [True, True]
