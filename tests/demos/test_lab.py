"""The lab's page: what there is to show, and who is backstage."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from demos import workers
from demos.machine import machine
from demos.scenarios import scenarios
from demos.workers import WorkerStatus
from tests.demos.upload.reading import employ, words_of

pytestmark = pytest.mark.django_db
LAB = "/demos/"


def test_every_scenario_in_its_order(client: Client) -> None:
    words = words_of(client.get(LAB).text)
    places = [words.index(scenario.title) for scenario in scenarios()]
    assert places == sorted(places)


@pytest.mark.parametrize("page", [scenario.page for scenario in scenarios()])
def test_what_waits_for_a_reply_has_a_place_to_say_what_became_of_it(
    page: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    employ(monkeypatch, WorkerStatus(workers.READY, 2, 0))
    html = client.get(reverse(page)).text
    for place in re.findall(r'data-wait="([^"]+)"', html):
        assert f'id="{place}"' in html


def test_the_stage_presenter_mode_and_the_records(client: Client) -> None:
    html = client.get(LAB).text
    for address in ("/demos/stage/", "/demos/present/", "/demos/records/"):
        assert f'href="{address}"' in html


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (WorkerStatus(workers.READY, 2, 1), "1 worker busy, 1 ready"),
        (WorkerStatus(workers.NONE), "No worker is running"),
    ],
)
def test_says_who_is_backstage_and_on_what_machine(
    status: WorkerStatus, words: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    employ(monkeypatch, status)
    page = words_of(client.get(LAB).text)
    assert words in page
    assert f"Celery {machine()['celery']}" in page
