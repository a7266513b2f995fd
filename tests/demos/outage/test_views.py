"""Both views and the valve between them and a real Redis."""

import os
import threading
from typing import Any

import psutil
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from demos.models import Run
from demos.outage import control, lanes, naive, outages, publishing
from demos.outage.models import Outage
from demos.outage.seats import MOST, seat
from demos.outage.tasks import TASKS, process_photo
from demos.outage.valve import State
from demos.requeueing import requeue
from demos.upload.tasks import make_sizes
from tests.demos.broker import RunningBroker
from tests.demos.rows import make_run
from tests.demos.waiting import wait_until

NAIVE, CAREFUL = "/demos/outage/naive/", "/demos/outage/careful/"
PAGE, SHUT, REOPEN = "/demos/outage/", "/demos/outage/valve/shut/", "/demos/outage/valve/reopen/"
HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("address", [NAIVE, CAREFUL])
HOW = pytest.mark.parametrize("how", [Outage.How.REFUSED, Outage.How.FROZEN])
ABOUT_TWO_SECONDS = 3000  # ms, with time for a busy machine
Status = Run.Status

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("small_samples")]


def run_of(response: Any) -> Run:
    return Run.objects.get(pk=response.json()["id"])


def page_of(client: Client, **query: Any) -> str:
    return client.get(PAGE, query, headers={"Accept": "text/html"}).text


@pytest.mark.usefixtures("valve")
class TestOpen:
    @BOTH
    def test_queued_when_the_reply_comes(self, address: str, api: Client, broker: RunningBroker) -> None:
        response = api.post(address, {"sample": "lake"})
        assert response.status_code == 202
        run = run_of(response)
        assert (run.status, run.photo_name) == (Status.QUEUED, "Mountain lake")
        assert broker.depth("demos") == 1


@pytest.mark.usefixtures("valve")
class TestCareful:
    @HOW
    def test_answers_soon_and_keeps_the_upload(self, how: str, api: Client, broker: RunningBroker) -> None:
        outages.begin(how, 20)
        response = api.post(CAREFUL)
        assert response.status_code == 503
        assert "the upload is kept" in response.json()["reason"]
        run = run_of(response)
        assert run.response_ms is not None
        assert run.response_ms < ABOUT_TWO_SECONDS
        assert run.status == Status.UNQUEUED
        assert default_storage.exists(str(run.photo))
        assert broker.depth("demos") == 0

    def test_does_not_wait_where_enough_others_do(self, api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        outages.begin(Outage.How.FROZEN, 20)
        monkeypatch.setattr(publishing, "_places", threading.Semaphore(0))
        response = api.post(CAREFUL)
        run = run_of(response)
        assert (response.status_code, run.status) == (503, Status.UNQUEUED)
        assert (run.response_ms or 0) < 1000

    def test_gives_its_place_back(self, api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        places = threading.Semaphore(1)
        monkeypatch.setattr(publishing, "_places", places)
        for how in (Outage.How.REFUSED, Outage.How.FROZEN):
            outages.begin(how, 20)
            api.post(CAREFUL)
        assert places.acquire(blocking=False)

    @HOW
    def test_the_housekeeping_queues_it_through_the_same_line(
        self, how: str, api: Client, broker: RunningBroker
    ) -> None:
        outages.begin(how, 20)
        api.post(CAREFUL)
        assert requeue({"outage": TASKS}, timezone.now()) == 0
        assert Run.objects.get().status == Status.UNQUEUED
        outages.end()
        assert requeue({"outage": TASKS}, timezone.now()) == 1
        assert Run.objects.get().status == Status.QUEUED
        assert broker.depth("demos") == 1

    def test_a_browser_is_told_on_the_spot(self, person: Client) -> None:
        outages.begin(Outage.How.REFUSED, 20)
        response = person.post(CAREFUL)
        assert response.status_code == 503
        assert "<b>Kept.</b>" in response.text
        assert "503 Service Unavailable" in response.text


@pytest.mark.usefixtures("valve")
class TestNaive:
    def test_hangs_until_the_queue_is_back(self, api: Client, broker: RunningBroker) -> None:
        outages.begin(Outage.How.FROZEN, 1)
        run = run_of(api.post(NAIVE))
        assert run.response_ms is not None
        assert run.response_ms > 700
        assert broker.depth("demos") == 1
        wait = run.spans.get(name="in the queue: photo")
        assert (wait.started_at - run.started_at).total_seconds() > 0.7

    def test_what_it_does_not_handle_is_shown_as_it_was(
        self, api: Client, broker: RunningBroker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def give_up(*args: object, **options: object) -> None:
            raise RuntimeError("\nRetry limit exceeded.\n")

        monkeypatch.setattr("celery.Celery.send_task", give_up)
        response = api.post(NAIVE)
        assert response.status_code == 500
        assert response.json()["reason"] == "RuntimeError: Retry limit exceeded."
        run = run_of(response)
        assert (run.status, broker.depth("demos")) == (Status.FAILED, 0)
        assert not run.spans.filter(name=process_photo.in_queue).exists()
        page = page_of(api, naive=run.pk)
        assert "500 Internal Server Error" in page
        assert "no task will ever come for it" in page

    def test_past_its_seats_the_reply_says_how_long(self, api: Client) -> None:
        outages.begin(Outage.How.FROZEN, 20)
        with seat(), seat():
            response = api.post(NAIVE)
        assert response.status_code == 429
        assert 10 <= int(response["Retry-After"]) <= 20
        assert lanes.TAKEN in response.json()["errors"]["__all__"][0]["message"]
        assert not Run.objects.exists()

    def test_its_seats_are_free_again_whatever_happened(
        self, api: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("celery.Celery.send_task", lambda *_, **__: 1 / 0)
        for _ in range(MOST + 1):
            with pytest.raises(ZeroDivisionError):
                api.post(NAIVE)

    def test_leaves_no_connection_and_no_thread_behind(self) -> None:
        def deliver() -> tuple[int, int]:
            naive.delay(process_photo, make_run(scenario="outage").pk)
            return psutil.Process(os.getpid()).num_fds(), psutil.Process(os.getpid()).num_threads()

        first = deliver()
        for _ in range(5):
            last = deliver()
        assert last <= first


@pytest.mark.usefixtures("valve")
class TestTheRestOfTheSite:
    @HOW
    def test_has_a_line_of_its_own(self, how: str, broker: RunningBroker) -> None:
        outages.begin(how, 20)
        assert make_sizes.enqueue(make_run().pk) is True
        assert broker.depth("demos") == 1


@pytest.mark.usefixtures("valve")
class TestValve:
    @pytest.mark.parametrize(
        ("how", "state", "words"),
        [
            ("refused", State.REFUSING, "<b>Refused.</b>"),
            ("frozen", State.FROZEN, "<b>Frozen.</b>"),
        ],
    )
    def test_is_shut_and_opened_by_the_presenter(
        self, how: str, state: State, words: str, person: Client
    ) -> None:
        shut = person.post(SHUT, {"how": how, "seconds": 10}, headers=HTMX).text
        assert words in shut
        assert "It opens by itself in" in shut
        assert control.state().state is state
        assert "<b>Open again.</b>" in person.post(REOPEN, headers=HTMX).text
        assert control.state().state is State.OPEN
        assert Outage.objects.get().ends_at <= timezone.now()

    def test_opens_by_itself(self, person: Client) -> None:
        outages.begin(Outage.How.REFUSED, 1)
        wait_until(lambda: control.state().state is State.OPEN)
        assert "<b>Open again.</b>" in page_of(person)

    @pytest.mark.parametrize(
        "nonsense", [{}, {"how": "frozen", "seconds": "600"}, {"how": "x", "seconds": "5"}]
    )
    def test_nonsense_leaves_it_open(self, nonsense: dict[str, str], person: Client) -> None:
        assert person.post(SHUT, nonsense).status_code == 302
        assert control.state().state is State.OPEN

    def test_is_the_presenters(self) -> None:
        stranger = Client(REMOTE_ADDR="192.0.2.7")
        assert stranger.post(SHUT, {"how": "frozen", "seconds": "20"}).status_code == 403
        assert stranger.post(REOPEN).status_code == 403
        assert control.state().state is State.OPEN
        page = stranger.get(PAGE).text
        assert '<fieldset disabled aria-describedby="may">' in page
        assert "Only the presenter may do this" in page

    def test_a_page_that_has_seen_it_like_this_is_left_alone(self, person: Client) -> None:
        assert person.get("/demos/outage/valve/", {"seen": "open"}).status_code == 204
        outages.begin(Outage.How.FROZEN, 20)
        assert "<b>Frozen.</b>" in person.get("/demos/outage/valve/", {"seen": "open"}).text


@pytest.mark.usefixtures("no_valve")
class TestWithoutAValve:
    @BOTH
    def test_nothing_is_uploaded(self, address: str, api: Client) -> None:
        response = api.post(address)
        assert (response.status_code, response.text) == (503, lanes.NO_VALVE)
        assert not Run.objects.exists()

    def test_the_page_says_so(self, person: Client) -> None:
        page = page_of(person)
        assert "<b>No valve.</b>" in page
        assert page.count('data-wait="waited-naive" disabled') == 1
        assert page.count('data-wait="waited-careful" disabled') == 1
        assert person.post(SHUT, {"how": "frozen", "seconds": "5"}).status_code == 302
        assert not Outage.objects.exists()


class TestPage:
    def test_a_run_that_began_while_the_naive_one_hung_is_shown_beside_it(
        self, valve: None, api: Client, person: Client
    ) -> None:
        hung = run_of(api.post(NAIVE))
        Run.objects.update(response_ms=None, status=Status.RECEIVED)
        careful = run_of(api.post(CAREFUL))
        address = lanes._meanwhile(careful)
        assert list(address) == [hung]
        page = page_of(api, naive=hung.pk, careful=careful.pk)
        assert "You are waiting" in page
        assert "202 Accepted" in page

    def test_what_hangs_is_shown_beside_a_run_that_was_there_before(
        self, valve: None, api: Client, person: Client
    ) -> None:
        careful = run_of(api.post(CAREFUL))
        hung = run_of(api.post(NAIVE))
        Run.objects.filter(pk=hung.pk).update(response_ms=None, status=Status.RECEIVED)
        assert "You are waiting" in page_of(api, careful=careful.pk)

    def test_a_kept_photo_is_said_to_be_queued_only_when_it_is(self, valve: None, api: Client) -> None:
        outages.begin(Outage.How.REFUSED, 20)
        kept = run_of(api.post(CAREFUL))
        page = page_of(api, careful=kept.pk)
        assert "kept, not queued yet" in page
        assert "503: kept, but not under way yet" in page
        outages.end()
        requeue({"outage": TASKS}, timezone.now())
        assert "kept, and queued after the reply" in page_of(api, careful=kept.pk)

    def test_both_views_differ_in_one_line(self, person: Client) -> None:
        page = page_of(person)
        assert page.count('class="ln hot"') == 2
        assert "task_publish_retry_policy" in page
