"""The page of the race while it is run, and when it does not get on, drawn from rows."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from demos import workers
from demos.models import Run
from demos.workers import WorkerStatus
from tests.demos.upload.races import make_background, make_blocking, make_queued
from tests.demos.upload.reading import HTMX, PAGE, PILL, RESULT, employ, look, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_workers")]


class TestOnTheWay:
    def test_asks_for_itself_again(self, client: Client, me: UUID) -> None:
        run = make_queued(me)
        html = look(client, run)

        assert f'hx-get="{RESULT}?background={run.pk}"' in html
        assert (
            'hx-trigger="load delay:300ms, every 5s"' in html
        )  # the second in case the first meets an error

    def test_without_javascript_the_page_loads_itself_again(self, client: Client, me: UUID) -> None:
        run = make_queued(me)
        html = look(client, run)

        assert re.search(
            rf'<noscript><meta http-equiv="refresh" content="1; url={PAGE}\?background={run.pk}&', html
        )

    def test_asks_less_often_when_it_takes_long_and_at_last_no_more(self, client: Client, me: UUID) -> None:
        minute_old = make_queued(me, started_at=timezone.now() - timedelta(minutes=1))
        hour_old = make_queued(me, started_at=timezone.now() - timedelta(hours=1))

        assert "load delay:1000ms" in look(client, minute_old)
        assert '<section id="result" aria-labelledby="result-title" data-over>' in look(client, hour_old)

    def test_what_is_missing_has_its_place(self, client: Client, me: UUID) -> None:
        html = look(client, make_queued(me))

        assert html.count('class="soon"') == 4
        assert "The email has not arrived yet" in html
        assert "This lane has not run yet." in html

    def test_another_lane_may_still_be_pending(self, client: Client, me: UUID) -> None:
        run = make_queued(me)
        html = client.get(f"{RESULT}?background={run.pk}&pending=blocking&axis=3000", headers=HTMX).text

        assert 'data-axis="3000.0"' in html
        assert 'data-grow="blocking"' in html
        assert "You waited" in html


class TestTrouble:
    def test_no_worker_is_named_as_that(
        self, client: Client, me: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        employ(monkeypatch, WorkerStatus(workers.NONE))
        words = words_of(look(client, make_queued(me)))

        assert "You waited 40 ms" in words
        assert "No worker is running" in words
        assert "The tasks wait in the queue until a worker starts: celery -A config worker -Q demos" in words

    def test_paused_workers_are_there_and_go_on(
        self, client: Client, me: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        until = timezone.now() + timedelta(minutes=4, seconds=30)
        employ(monkeypatch, WorkerStatus(workers.PAUSED, 2, 0, paused_until=until))
        words = words_of(look(client, make_queued(me)))

        assert "The workers are paused. The tasks wait in the queue until they go on, in 5 minutes" in words
        assert "(2 workers paused.)" in words
        assert "until a worker starts" not in words
        assert "No worker is running" not in words

    def test_an_unreachable_queue_likewise(
        self, client: Client, me: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        employ(monkeypatch, WorkerStatus(workers.UNREACHED))
        words = words_of(look(client, make_queued(me, status=Run.Status.UNQUEUED, reply_status=503)))

        assert "The queue cannot be reached just now. It is kept" in words
        assert "503 Service Unavailable" in words
        assert "until a worker starts" not in words

    def test_what_was_queued_only_after_its_reply_was_refused_at_first(
        self, client: Client, me: UUID
    ) -> None:
        words = words_of(look(client, make_background(me, response_ms=20, reply_status=503)))

        assert "503 Service Unavailable" in words
        assert "cannot be reached" not in words

    def test_a_failed_run_says_why_and_is_over(self, client: Client, me: UUID) -> None:
        run = make_queued(me, status=Run.Status.FAILED, failure="The mail server refused the email.")
        html = look(client, run)

        assert "✗ Not finished The mail server refused the email." in words_of(html)
        assert "data-over" in html

    def test_a_failed_lane_is_not_compared(self, client: Client, me: UUID) -> None:
        words = words_of(look(client, make_blocking(me, status=Run.Status.FAILED), make_background(me)))

        assert "×" not in words.split("Start the race")[1].split("What arrived")[0]
        assert "dentical" not in words

    def test_runs_of_others_are_not_shown(self, client: Client, me: UUID) -> None:
        assert "You waited" not in look(client, make_blocking(uuid4()))

    def test_a_run_in_the_wrong_lane_is_shown_as_what_it_is(self, client: Client, me: UUID) -> None:
        run = make_blocking(me)
        words = words_of(client.get(f"{PAGE}?background={run.pk}").text)

        assert "POST /demos/upload/blocking/ 200 OK" in words


class TestPartial:
    def test_costs_four_queries(
        self, client: Client, me: UUID, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        address = f"{RESULT}?blocking={make_blocking(me).pk}&background={make_queued(me).pk}"

        with django_assert_num_queries(4):  # the runs; their spans, pictures and letters
            client.get(address, headers=HTMX)

    def test_the_last_one_also_asks_whether_it_is_kept_that_it_was_seen_today(
        self, client: Client, me: UUID, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        address = f"{RESULT}?blocking={make_blocking(me).pk}&background={make_background(me).pk}"
        client.get(address, headers=HTMX)

        with django_assert_num_queries(6):  # the session, and what was watched today
            client.get(address, headers=HTMX)

    def test_an_untouched_page_costs_none(
        self, client: Client, me: UUID, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            client.get(PAGE)

    def test_brings_the_pill_and_in_the_end_the_code(self, client: Client, me: UUID) -> None:
        on_the_way = client.get(f"{RESULT}?background={make_queued(me).pk}", headers=HTMX).text
        over = client.get(f"{RESULT}?background={make_background(me).pk}", headers=HTMX).text

        assert 'id="workers" hx-swap-oob="true"' in on_the_way
        assert 'id="code"' not in on_the_way
        assert "The code that just ran" in over

    def test_is_only_for_htmx_and_says_so_to_caches(self, client: Client, me: UUID) -> None:
        run = make_blocking(me)
        response = client.get(f"{RESULT}?blocking={run.pk}&blocking_wait=1300")

        assert response.headers["Location"] == f"{PAGE}?blocking={run.pk}&blocking_wait=1300.0"
        assert "HX-Request" in response.headers["Vary"]
        assert "HX-Request" in client.get(f"{RESULT}?blocking={run.pk}", headers=HTMX).headers["Vary"]


class TestPill:
    def test_says_who_is_backstage(self, client: Client) -> None:
        assert words_of(client.get(PILL).text) == "2 workers ready"

    def test_looks_again_sooner_while_somebody_works(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert 'hx-trigger="load delay:10s"' in client.get(PILL).text
        employ(monkeypatch, WorkerStatus(workers.READY, 2, 1))
        assert 'hx-trigger="load delay:2s"' in client.get(PILL).text
