"""One press, six photos; and who may pause the workers."""

import re
import time

import pytest
from celery.signals import task_success
from django.test import Client
from django.urls import reverse

from demos import workers
from demos.models import Run
from demos.noworker import housekeeping
from demos.noworker.screen import MOST_LOOKS_AT_REST
from demos.tasks import requeue, sweep_runs
from tests.demos.broker import RunningBroker
from tests.demos.clients import known_client

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_samples")]

PAGE = "/demos/noworker/"
SECONDS_AT_MOST = 10  # with time for a busy machine; twelve tasks tried one after the other would take longer


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    workers.forget()


@pytest.fixture
def stranger() -> Client:
    """Somebody at another machine than the site's."""
    return known_client(REMOTE_ADDR="192.0.2.7")


class TestUpload:
    def test_six_runs_of_two_tasks_each(self, broker: RunningBroker, api: Client) -> None:
        reply = api.post(reverse("demos:noworker_background"), {"expires_s": "10"})

        assert reply.status_code == 202
        runs = [api.get(url).json() for url in reply.json()["runs"]]
        assert [run["status"] for run in runs] == ["queued"] * 6
        assert {run["reason"] for run in runs} == {"no worker is running"}
        assert {run["settings"]["expires_s"] for run in runs} == {10}
        assert {run["settings"]["photo"] for run in runs} == {"Lighthouse", "Mountain lake", "Opening night"}
        assert broker.depth("demos") == 12

    @pytest.mark.usefixtures("broker")
    def test_a_browser_is_led_to_the_page(self, person: Client) -> None:
        reply = person.post(reverse("demos:noworker_background"))
        assert (reply.status_code, reply.headers["Location"]) == (302, f"{PAGE}?expires_s=600")
        page = person.get(reply.headers["Location"]).text
        assert page.count("It waits: no worker is running") == 6
        waited = re.findall(r"</th><td>([\d.]+ m?s)</td><td>It waits", page)
        assert len(waited) == 6
        assert len(set(waited)) == 1  # one reply for all of them
        assert "It waits, because <b>no worker is running</b>" in page
        assert 'aria-current="true"><th scope="row">No worker is running' in page

    @pytest.mark.usefixtures("no_broker")
    def test_without_a_queue_all_are_kept_and_it_is_tried_once(self, api: Client) -> None:
        began = time.monotonic()
        reply = api.post(reverse("demos:noworker_background"))
        assert time.monotonic() - began < SECONDS_AT_MOST
        assert reply.status_code == 503
        assert list(Run.objects.values_list("status", flat=True)) == ["unqueued"] * 6
        page = known_client().get(PAGE).text
        assert "At the moment <b>the queue cannot be reached</b>" in page

    def test_a_choice_that_there_is_not(self, person: Client) -> None:
        reply = person.post(reverse("demos:noworker_background"), {"expires_s": "1"})
        assert reply.status_code == 422
        assert "That is not one of the choices." in reply.text
        assert not Run.objects.exists()


class TestPresenter:
    @pytest.mark.parametrize("name", ["noworker_pause", "noworker_resume"])
    def test_others_may_not(self, name: str, stranger: Client) -> None:
        assert stranger.post(reverse(f"demos:{name}")).status_code == 403

    def test_others_see_the_buttons_disabled_and_why(self, stranger: Client) -> None:
        page = stranger.get(PAGE).text
        assert len(re.findall(r"<button[^>]* disabled>(?:Pause|Resume)<", page)) == 2
        assert "Only the presenter may do this" in page
        assert re.search(r"<button[^>]*[^d]>Upload 6 photos<", page)

    @pytest.mark.usefixtures("broker")
    @pytest.mark.parametrize("name", ["noworker_pause", "noworker_resume"])
    def test_nobody_to_command_is_said(self, name: str, person: Client) -> None:
        reply = person.post(reverse(f"demos:{name}"))
        assert reply.status_code == 422
        assert re.search(r'role="alert">.*No worker is running\.', reply.text)


class TestHousekeeping:
    def test_each_round_leaves_its_time(self) -> None:
        assert housekeeping.last_round() is None
        task_success.send(sender=sweep_runs)
        assert housekeeping.last_round() is None
        task_success.send(sender=requeue)
        first = housekeeping.last_round()
        task_success.send(sender=requeue)
        second = housekeeping.last_round()
        assert first is not None
        assert second is not None
        assert first < second


class TestAtRest:
    """Nothing goes on: the page looks now and then, for ten minutes."""

    def page(self, monkeypatch: pytest.MonkeyPatch, looks: int) -> str:
        ready = workers.WorkerStatus(workers.READY, 2, nodes=("demos@host",))
        monkeypatch.setattr(workers, "status", lambda: ready)
        return known_client().get(PAGE, {"looks": looks}).text

    @pytest.mark.usefixtures("broker")
    def test_it_counts_how_often_it_has_looked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "looks=5" in self.page(monkeypatch, 4)

    @pytest.mark.usefixtures("broker")
    def test_then_it_stops_and_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        page = self.page(monkeypatch, MOST_LOOKS_AT_REST)
        assert 'hx-get="/demos/noworker/' not in page
        assert "This page has stopped looking." in page
