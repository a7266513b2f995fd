"""The lab's page: what there is to show, and who is backstage."""

import pytest
from django.test import Client

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
