"""The page of the tiny tasks: what a reader sees, whichever way the figures fall."""

import re
from typing import Any

import pytest
from django.test import Client

from demos import workers
from demos.models import Run
from demos.nohelp.dials import ROUNDS
from demos.nohelp.models import Title
from demos.workers import WorkerStatus
from tests.demos.nohelp.measuring import PAGE, a_worker, press, run_of
from tests.demos.upload.reading import HTMX, employ, words_of
from tests.demos.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


@pytest.fixture(autouse=True)
def _two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    employ(monkeypatch, WorkerStatus(workers.READY, 2, 0))


@pytest.fixture
def both(api: Client) -> list[Run]:
    """One run of each lane, done."""
    responses = [press(api, "blocking"), press(api, "background")]
    with a_worker():
        wait_until(lambda: run_of(responses[1]).status == Run.Status.DONE)
    return [run_of(response) for response in responses]


def look(client: Client, *runs: Run) -> str:
    address = {str(run.lane): str(run.pk) for run in runs}
    return words_of(client.get(PAGE, address, headers={"Accept": "text/html"}).text)


def queueing_takes(ms: float) -> None:
    Title.objects.filter(run__lane="background").update(handed_ms=ms)


def test_an_early_reply_is_said_beside_its_own_bar_not_on_the_other_lanes_name(
    api: Client, both: list[Run]
) -> None:
    Run.objects.update(response_ms=0.5)
    address = {str(run.lane): str(run.pk) for run in both}
    page = api.get(PAGE, address, headers={"Accept": "text/html"}).text
    front = page.partition('aria-labelledby="front-title"')[2].partition("</figure>")[0]
    flag = re.search(r'y="([\d.]+)" width="[^"]+" height="24"><p class="flag">200 OK sent', front)
    assert flag
    assert 30 <= float(flag[1]) <= 80 - 24  # the bar is drawn from 30 to 80, the other lane's name from 105


class TestVerdict:
    def test_before_there_is_none(self, client: Client) -> None:
        words = words_of(client.get(PAGE).text)

        assert "Did the queue help?" not in words
        assert not re.search(r"\d (ms|s)\b", words.partition("The code")[0])

    def test_a_queue_that_costs_more_than_the_work(self, api: Client, both: list[Run]) -> None:
        Title.objects.filter(run=both[0]).update(handed_ms=0.5)
        queueing_takes(2.0)

        words = look(api, *both)
        assert "No: doing a title takes 0.50 ms, queueing it 2.00 ms." in words
        assert "4.0× longer" in words

    def test_a_queue_that_costs_less(self, api: Client, both: list[Run]) -> None:
        Title.objects.filter(run=both[0]).update(handed_ms=8.0)
        queueing_takes(2.0)

        assert "For the reply, yes: queueing a title takes 2.00 ms, doing it 8.00 ms" in look(api, *both)

    def test_no_difference(self, api: Client, both: list[Run]) -> None:
        Title.objects.filter(run=both[0]).update(handed_ms=2.0)
        queueing_takes(2.1)

        assert "For the reply it made no difference" in look(api, *both)

    def test_one_lane_alone_is_not_compared(self, api: Client, both: list[Run]) -> None:
        Run.objects.filter(pk=both[1].pk).delete()
        words = look(api, both[0])

        assert "× longer" not in words
        assert "1 blocking, 0 in the background" in words

    def test_says_how_many_runs_the_medians_are_of(self, api: Client, both: list[Run]) -> None:
        press(api, "blocking")
        press(api, "blocking", titles="20")  # another number of titles is another thing

        assert "Your newest runs with 1 title: 2 blocking, 1 in the background" in look(api, *both)

    def test_counts_no_runs_of_others(self, api: Client, person: Client, both: list[Run]) -> None:
        press(person, "blocking")

        assert "1 blocking, 1 in the background" in look(api, *both)


class TestRounds:
    def post(self, client: Client, lane: str, left: int, **more: str) -> Any:
        return client.post(f"{PAGE}{lane}/", {"left": str(left), **more}, follow=True)

    def test_the_lanes_take_turns(self, person: Client) -> None:
        html = self.post(person, "blocking", 3).text
        assert "Next: Background, and 2 more" in html

    def test_the_next_waits_for_the_worker(self, person: Client) -> None:
        response = self.post(person, "background", 2)
        assert "Next: " not in response.text.partition('class="onward"')[0]
        assert "left=2" in response.text
        with a_worker():
            wait_until(lambda: Run.objects.get().status == Run.Status.DONE)

        shown = person.get(response.redirect_chain[-1][0], headers=HTMX)
        assert "Next: Blocking, and 1 more" in shown.text
        assert "hx-get" not in shown.text.partition("<h2")[0]
        assert "left=" not in shown.headers["HX-Replace-Url"]

    def test_the_last_has_no_next(self, person: Client) -> None:
        assert "Next: B" not in self.post(person, "blocking", 0).text

    def test_no_more_than_there_are_rounds(self, person: Client) -> None:
        assert self.post(person, "blocking", 2 * ROUNDS).status_code == 422
