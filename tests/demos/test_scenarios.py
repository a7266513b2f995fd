"""The lab finds its scenarios by itself."""

import pytest
from django.test import Client
from django.urls import resolve, reverse

from demos.queueing import RunTask
from demos.scenarios import ScenarioConfig, scenarios
from tests.demos.clients import known_client

EACH = pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.slug)


def test_they_have_an_order() -> None:
    assert [scenario.place for scenario in scenarios()] == sorted({s.place for s in scenarios()})


@EACH
def test_it_has_a_page_below_its_own_name(scenario: ScenarioConfig) -> None:
    assert reverse(scenario.page) == f"/demos/{scenario.slug}/"


@EACH
def test_what_it_queues_are_tasks_of_a_run_on_the_demos_queue(scenario: ScenarioConfig) -> None:
    for task in scenario.tasks:
        assert isinstance(task, RunTask)
        assert task.app.amqp.router.route({}, task.name)["queue"].name == "demos"


@EACH
@pytest.mark.django_db
def test_the_lab_names_it(scenario: ScenarioConfig, client: Client) -> None:
    page = client.get(reverse("demos:lab")).text
    assert f'<a href="/demos/{scenario.slug}/">{scenario.title}</a>' in page


@EACH
@pytest.mark.django_db
def test_its_page_answers(scenario: ScenarioConfig) -> None:
    assert known_client().get(reverse(scenario.page)).status_code == 200
    assert resolve(reverse(scenario.page)).view_name == scenario.page


def test_each_leads_on_to_the_next_one() -> None:
    assert [scenario.next for scenario in scenarios()] == [*scenarios()[1:], None]
