"""The processor's work in both lanes, and the experiment's steps."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from demos import workers
from demos.models import Run
from demos.nohelp.full import crunching, filling, steps
from demos.nohelp.models import Filling
from demos.workers import WorkerStatus
from tests.demos.nohelp.measuring import FULL_PAGE, PAGE, a_worker, press, run_of
from tests.demos.upload.reading import HTMX, employ, words_of
from tests.demos.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crunching, "ROUNDS", 2000)
    employ(monkeypatch, WorkerStatus(workers.READY, 2, 0))


@pytest.fixture
def full() -> None:
    """The processor is said to be full."""
    filling.ask(timezone.now())
    Filling.objects.update(processes=2)


def look(client: Client, *runs: Run, **more: str) -> str:
    address = {f"{run.settings['processor']}_{run.lane}": str(run.pk) for run in runs}
    return client.get(FULL_PAGE, address | more, headers={"Accept": "text/html"}).text


def done(response: Any) -> Run:
    """The background run, once a worker has done it."""
    with a_worker():
        wait_until(lambda: run_of(response).status == Run.Status.DONE)
    return run_of(response)


class TestLanes:
    def test_both_do_the_same_work_and_note_its_processor_time(self, api: Client) -> None:
        blocking = run_of(press(api, "blocking", FULL_PAGE))
        background = done(press(api, "background", FULL_PAGE))

        assert blocking.status == Run.Status.DONE
        for run in (blocking, background):
            assert run.settings == {"part": "full", "processor": "idle"}
            step = run.spans.get(name="processor work")
            assert step.processor_ms is not None
            assert step.processor_ms > 0

    @pytest.mark.usefixtures("full")
    def test_a_run_says_that_the_processor_was_full(self, api: Client) -> None:
        assert run_of(press(api, "blocking", FULL_PAGE)).settings["processor"] == "full"


class TestPage:
    def test_before_there_are_no_figures(self, client: Client) -> None:
        words = words_of(client.get(FULL_PAGE).text)

        assert "as long in the" not in words
        assert "You waited" not in words

    def test_all_four_runs_are_compared(self, api: Client, full: None) -> None:
        busy = [run_of(press(api, "blocking", FULL_PAGE)), done(press(api, "background", FULL_PAGE))]
        Filling.objects.update(until=timezone.now())
        idle = [run_of(press(api, "blocking", FULL_PAGE)), done(press(api, "background", FULL_PAGE))]
        words = words_of(look(api, *busy, *idle))

        for run in (*busy, *idle):
            step = run.spans.get(name="processor work")
            assert step.ended_at
            assert f"{run.lane.capitalize()} {run.settings['processor']} " in words
        assert re.search(r"took [\d.]+× as long in the blocking lane .+ and [\d.]+× as long in the", words)
        assert "The timeline shows the full processor." in words

    def test_one_state_alone_is_not_compared(self, api: Client) -> None:
        words = words_of(look(api, run_of(press(api, "blocking", FULL_PAGE))))

        assert "as long in the" not in words
        assert "The timeline shows the idle processor." in words

    def test_runs_of_others_are_not_shown(self, api: Client, person: Client) -> None:
        assert "200 OK" not in words_of(look(person, run_of(press(api, "blocking", FULL_PAGE))))

    def test_the_other_part_leads_here(self, api: Client) -> None:
        run = run_of(press(api, "blocking", FULL_PAGE))
        response = api.get(f"{PAGE}?blocking={run.pk}", headers={"Accept": "text/html"})

        assert response.headers["Location"] == f"{FULL_PAGE}?blocking={run.pk}"
        assert "200 OK sent" in api.get(response.headers["Location"], headers={"Accept": "text/html"}).text

    def test_says_while_the_processor_is_full(self, client: Client, full: None) -> None:
        assert "The processor is full: " in words_of(client.get(FULL_PAGE).text)


class TestSteps:
    def next_button(self, html: str) -> list[str]:
        return re.findall(r">Next: ([^<]+)</button>", html)

    def press_step(self, client: Client, number: int, **more: str) -> Any:
        lane = "blocking" if number in {1, 4} else "background"
        return client.post(f"{FULL_PAGE}{lane}/", {"step": str(number), **more}, follow=True)

    def test_the_first_leads_to_the_second(self, person: Client) -> None:
        assert self.next_button(self.press_step(person, 1).text) == ["Measure the background lane"]

    def test_the_third_waits_for_the_second_to_be_done(self, person: Client) -> None:
        response = self.press_step(person, 2)
        assert self.next_button(response.text) == []
        assert "step=3" in response.text  # it asks again, until the worker is done

        with a_worker():
            wait_until(lambda: Run.objects.get().status == Run.Status.DONE)
        assert self.next_button(person.get(response.redirect_chain[-1][0]).text) == ["Fill the processor"]

    def test_the_fourth_waits_for_the_processor_to_be_full(self, person: Client) -> None:
        first = self.press_step(person, 1).context["address"].runs
        address = {name: str(run) for name, run in first.items()}
        response = person.post(f"{FULL_PAGE}fill/", {"step": "3", **address}, follow=True)
        assert self.next_button(response.text) == []
        assert "hx-get" in response.text

        Filling.objects.update(processes=2)
        shown = person.get(response.redirect_chain[-1][0], headers=HTMX).text
        assert self.next_button(shown) == ["Measure the blocking lane again"]
        assert 'hx-trigger="load"' in shown
        assert "hx-get" not in shown.partition("<h2")[0]  # its second copy would press itself

    def test_after_the_last_there_is_none(self, person: Client, full: None) -> None:
        assert self.next_button(self.press_step(person, 5).text) == []

    def test_one_lane_alone_is_no_step(self, person: Client) -> None:
        assert self.next_button(person.post(f"{FULL_PAGE}blocking/", follow=True).text) == []

    def test_they_are_counted(self) -> None:
        assert [step.number for step in steps.STEPS] == [1, 2, 3, 4, 5]
        assert steps.after(steps.STEPS[-1]) is None
