"""Placing an order, and who may kill whom."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from demos import crew, losses, spans, workers
from demos.crew import Killed
from demos.killed import kills, work
from demos.killed.models import Kill
from demos.killed.tasks import fulfil
from demos.models import Run, Span
from tests.demos.broker import RunningBroker
from tests.demos.clients import id_of, known_client
from tests.demos.real_workers import running_worker
from tests.demos.rows import make_run

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/demos/killed/"
KILLS = pytest.mark.parametrize("name", ["killed_process", "killed_worker"])


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    workers.forget()


@pytest.fixture
def stranger() -> Client:
    """Somebody at another machine than the site's."""
    return known_client(REMOTE_ADDR="192.0.2.7")


class TestOrder:
    @pytest.mark.parametrize(("twice", "safe"), [("safe", True), ("unsafe", False), ("", True)])
    def test_is_queued_with_what_was_chosen(
        self, twice: str, *, safe: bool, broker: RunningBroker, api: Client
    ) -> None:
        reply = api.post(reverse("demos:killed_background"), {"twice": twice, "seconds": "4"})
        assert (reply.status_code, reply.json()["status"]) == (202, "queued")
        run = Run.objects.get()
        assert run.settings == {"safe": safe, "seconds": 4, "mail_delay_ms": 300}
        assert broker.depth("demos") == 1

    def test_a_choice_that_there_is_not(self, person: Client) -> None:
        reply = person.post(reverse("demos:killed_background"), {"seconds": "600"})
        assert reply.status_code == 422
        assert "That is not one of the choices." in reply.text
        assert not Run.objects.exists()

    @pytest.mark.usefixtures("broker")
    def test_a_reload_shows_the_run_and_its_choices(self, person: Client) -> None:
        reply = person.post(reverse("demos:killed_background"), {"twice": "unsafe", "seconds": "8"})
        page = person.get(reply.headers["Location"]).text
        assert "No worker is running." in page
        assert re.search(r'value="unsafe" checked', page)
        assert re.search(r'value="8" checked', page)

    @pytest.mark.usefixtures("broker")
    def test_in_a_pause_the_workers_are_there(self, person: Client, tmp_path: Path) -> None:
        with running_worker("one", tmp_path):
            crew.pause()
            reply = person.post(reverse("demos:killed_background"))
            page = person.get(reply.headers["Location"]).text
            crew.resume()
        assert "(1 worker paused.)" in page
        assert "The workers are paused" in page
        assert "No worker is running" not in page

    @pytest.mark.usefixtures("broker")
    def test_others_do_not_see_it(self, person: Client) -> None:
        run = make_run(scenario="killed", settings={"safe": True, "seconds": 6})
        page = person.get(PAGE, {"background": str(run.pk)}).text
        assert str(run.pk) not in page


@pytest.mark.usefixtures("broker")
def test_before_an_order_the_rows_say_what_they_will_hold(person: Client) -> None:
    page = person.get(PAGE).text
    assert "the receipt, then the packing" in page
    assert "the same task again, after a kill" in page
    assert "four sizes" not in page


class TestKill:
    @pytest.mark.parametrize(
        ("kill", "command"), [(kills.kill_process, "kill_child"), (kills.kill_worker, "kill_worker")]
    )
    def test_counts_from_before_anybody_was_told_to(
        self, kill: Callable[[Run], Kill], command: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[datetime] = []

        def obey(_: object) -> Killed:
            told.append(timezone.now())
            return Killed("demos@host", 1, 1)

        monkeypatch.setattr(crew, command, obey)
        assert kill(make_run(scenario="killed")).at < told[0]

    @KILLS
    def test_others_may_not(self, name: str, stranger: Client) -> None:
        assert stranger.post(reverse(f"demos:{name}")).status_code == 403

    @pytest.mark.usefixtures("broker")
    def test_others_see_the_buttons_disabled_and_why(self, stranger: Client) -> None:
        page = stranger.get(PAGE).text
        assert len(re.findall(r"<button[^>]* disabled><span>Kill ", page)) == 2
        assert "Only the presenter may do this" in page

    @pytest.mark.usefixtures("broker")
    def test_it_is_said_what_becomes_of_the_task(self, person: Client) -> None:
        chosen = {"safe": True, "seconds": 6}
        run = make_run(scenario="killed", visitor=id_of(person), status=Run.Status.WORKING, settings=chosen)
        spans.open_wait(run.pk, fulfil.in_queue)
        spans.begin_work(run.pk, [fulfil.in_queue], fulfil.steps)
        place = "demos@host/1"
        run.spans.create(name=work.PACK, kind=Span.Kind.WORK, place=place, started_at=timezone.now())
        losses.note_lost_process("demos@host", 1, before=timezone.now())

        page = person.get(PAGE, {"background": str(run.pk)}).text
        assert "Its process is gone; the task is given to another one." in page
        assert "A step did not work" not in page

    @KILLS
    @pytest.mark.usefixtures("broker")
    def test_without_an_order_nobody(self, name: str, person: Client) -> None:
        reply = person.post(reverse(f"demos:{name}"))
        assert reply.status_code == 422
        assert "Nobody was killed. Place an order first." in reply.text

    @KILLS
    @pytest.mark.usefixtures("broker")
    def test_somebody_elses_order_is_none(self, name: str, person: Client) -> None:
        run = make_run(scenario="killed", settings={"safe": True, "seconds": 6})
        reply = person.post(reverse(f"demos:{name}"), {"background": str(run.pk)})
        assert "Nobody was killed. Place an order first." in reply.text

    @KILLS
    @pytest.mark.usefixtures("broker")
    def test_nobody_works_for_it(self, name: str, person: Client) -> None:
        run = make_run(scenario="killed", visitor=id_of(person), settings={"safe": True, "seconds": 6})
        reply = person.post(reverse(f"demos:{name}"), {"background": str(run.pk)})
        assert reply.status_code == 422
        assert "Nobody was killed. No worker is running." in reply.text
