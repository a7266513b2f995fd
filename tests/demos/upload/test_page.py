"""The page of the race, drawn from rows."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from demos import workers
from demos.models import Run
from demos.visitors import visitor_of
from demos.workers import WorkerStatus
from tests.demos.upload.races import make_background, make_blocking, make_queued

PAGE, RESULT, PILL = "/demos/upload/", "/demos/upload/result/", "/demos/workers/"
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def crew(monkeypatch: pytest.MonkeyPatch) -> None:
    employ(monkeypatch, WorkerStatus(workers.READY, 2, 0))


@pytest.fixture
def me(client: Client) -> UUID:
    """The visitor that `client` is."""
    client.get(PAGE)
    return visitor_of(client.get(PAGE).wsgi_request)


def employ(monkeypatch: pytest.MonkeyPatch, status: WorkerStatus) -> None:
    monkeypatch.setattr(workers, "status", lambda: status)


def words_of(html: str) -> str:
    """What a reader sees of it, on one line."""
    html = re.sub(r"<(script|style|template|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(strip_tags(re.sub(r"<(?!/?(b|i|wbr)\b)", " <", html)))).strip()


def look(client: Client, *runs: Run, **more: str) -> str:
    """The page that shows these runs."""
    address = {str(run.lane): str(run.pk) for run in runs}
    return client.get(f"{PAGE}?{urlencode(address | more)}").text


class TestBefore:
    def test_promises_no_figure(self, client: Client) -> None:
        words = words_of(client.get(PAGE).text)

        assert "The work is done now" in words
        assert "The work is done later" in words
        assert "You waited" not in words
        assert not re.search(r"\d (ms|s) (sent|times)", words)

    def test_shows_the_code_of_both_views_without_times(self, client: Client) -> None:
        html = client.get(PAGE).text

        assert "The code that will run" in html
        assert words_of(html).count("make_sizes") == 2
        assert 'class="cue">' not in html.split('id="code"')[1].split("<template")[0]

    def test_looking_leaves_no_row(self, client: Client) -> None:
        client.get(PAGE)

        assert not Run.objects.exists()

    def test_nothing_is_inline_that_a_strict_policy_forbids(self, client: Client, me: UUID) -> None:
        html = look(client, make_blocking(me), make_background(me))

        assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*src=)", html)


class TestResult:
    def test_the_large_figures_are_what_the_browser_measured(self, client: Client, me: UUID) -> None:
        words = words_of(
            look(
                client, make_blocking(me), make_background(me), blocking_wait="1270.4", background_wait="52.1"
            )
        )

        assert "You waited 1.27 s" in words
        assert "You waited 52 ms" in words
        assert "24× shorter wait, same work." in words
        assert "One race, measured in this browser from click to reply" in words

    def test_without_them_the_server_says_what_it_measured_itself(self, client: Client, me: UUID) -> None:
        words = words_of(look(client, make_blocking(me), make_background(me)))

        assert "You waited 1.25 s" in words
        assert "You waited 40 ms" in words
        assert "31× shorter wait, same work." in words
        assert "One race, measured on the server" in words

    def test_no_browser_can_have_waited_less_than_the_server_worked(self, client: Client, me: UUID) -> None:
        assert "You waited 1.25 s" in words_of(look(client, make_blocking(me), blocking_wait="3"))

    @pytest.mark.parametrize("wait", ["nan", "inf", "-1", "<b>", "9" * 400])
    def test_nonsense_in_the_address_is_left_out(self, wait: str, client: Client, me: UUID) -> None:
        assert "You waited 1.25 s" in words_of(
            look(client, make_blocking(me), blocking_wait=wait, background=wait)
        )

    def test_says_where_the_work_went_and_what_was_simulated(self, client: Client, me: UUID) -> None:
        words = words_of(look(client, make_blocking(me), make_background(me)))

        # 1240 ms in the request; 36 ms in the request, 400 and 810 ms in the workers.
        assert "1.24 s of it in the blocking lane, 1.25 s in the background lane" in words
        assert re.search(r"one after another on this server \(\d+ cores?, 2 workers\)", words)
        assert "The mail server’s delay of 800 ms is simulated." in words
        assert "810 ms (800 simulated)" in words

    def test_says_that_nothing_was_simulated(self, client: Client, me: UUID) -> None:
        lanes = make_blocking(me, mail_delay_ms=0), make_background(me, mail_delay_ms=0)

        assert "No mail delay was simulated." in words_of(look(client, *lanes))

    @pytest.mark.parametrize(
        "other", [{"mail_delay_ms": 0}, {"photo_name": "Mountain lake"}, {"content": b"another"}]
    )
    def test_lanes_with_different_work_are_not_compared(
        self, other: dict[str, Any], client: Client, me: UUID
    ) -> None:
        words = words_of(look(client, make_blocking(me), make_background(me, **other)))

        assert "The two lanes had different work to do, so their waits are not compared." in words
        assert "shorter wait" not in words

    def test_says_that_the_lanes_ran_together(self, client: Client, me: UUID) -> None:
        now = timezone.now()
        blocking = make_blocking(me, started_at=now - timedelta(seconds=3))
        background = make_background(me, started_at=now - timedelta(seconds=2.5))

        assert "the lanes ran together" in words_of(look(client, blocking, background))

    def test_a_background_lane_that_was_no_faster_is_not_praised(self, client: Client, me: UUID) -> None:
        words = words_of(look(client, make_blocking(me), make_background(me, response_ms=1240)))

        assert "no difference this time" in words
        assert "shorter wait" not in words

    def test_every_thumbnail_and_both_letters_are_there(self, client: Client, me: UUID) -> None:
        blocking, background = make_blocking(me), make_background(me)
        html = look(client, blocking, background)

        for run in (blocking, background):
            for size in (1600, 800, 320, 96):
                assert f'<img src="/demos/runs/{run.pk}/pictures/{size}/"' in html
        assert words_of(html).count("To you@example.com.") == 2

    def test_blocking_hands_over_everything_with_its_reply(self, client: Client, me: UUID) -> None:
        words = words_of(look(client, make_blocking(me), make_background(me)))
        blocking, background = words.split("What arrived, and when")[1].split("The page first")

        assert blocking.count("1.25 s") == 5
        assert background.split("Identical")[0].count("1.00 s") == 4

    def test_the_code_bears_what_each_differing_line_cost(self, client: Client, me: UUID) -> None:
        html = look(client, make_blocking(me), make_background(me))
        hot = [
            strip_tags(line.replace('<span class="cue">', " ")).strip()
            for line in re.findall(
                r'<span class="ln hot">.*?</span>\n?(?=<span class="ln|</code)', html, re.DOTALL
            )
        ]

        assert hot == [
            "make_sizes(run.pk) 400 ms",
            "send_confirmation(run.pk) 810 ms",
            "make_sizes.delay_on_commit(run.pk) 4 ms",
            "send_confirmation.delay_on_commit(run.pk) 2 ms",
        ]

    def test_the_timings_are_a_table_too(self, client: Client, me: UUID) -> None:
        words = words_of(look(client, make_blocking(me), make_background(me)))

        assert (
            "resize 800 px 100 ms , done at 230 ms, in the request 100 ms , done at 250 ms, Worker 1" in words
        )

    def test_it_is_over(self, client: Client, me: UUID) -> None:
        html = look(client, make_blocking(me), make_background(me))

        assert "data-over" in html
        assert 'http-equiv="refresh"' not in html

    def test_the_settings_stay(self, client: Client) -> None:
        html = client.get(f"{PAGE}?sample=lake&megapixels=24&mail_delay_ms=1200&order=together").text

        for name, value in (("sample", "lake"), ("megapixels", "24"), ("order", "together")):
            assert f'name="{name}" value="{value}" checked' in html
        assert 'value="1200"' in html
        assert "1.20 s</output>" in html


class TestIdentical:
    def test_is_said_after_comparing_the_files(self, client: Client, me: UUID) -> None:
        assert "✓ Identical" in words_of(look(client, make_blocking(me), make_background(me)))

    def test_is_not_said_of_files_that_differ(self, client: Client, me: UUID) -> None:
        words = words_of(look(client, make_blocking(me), make_background(me, content=b"another")))

        assert "✗ Not identical" in words
        assert "✓ Identical" not in words

    def test_is_not_said_before_both_are_done(self, client: Client, me: UUID) -> None:
        assert "dentical" not in words_of(look(client, make_blocking(me), make_queued(me)))


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
        assert "load delay" not in look(client, hour_old)

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

    def test_an_unreachable_queue_likewise(
        self, client: Client, me: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        employ(monkeypatch, WorkerStatus(workers.UNREACHED))
        words = words_of(look(client, make_queued(me, status=Run.Status.UNQUEUED)))

        assert "The queue cannot be reached just now. Your photo is kept" in words
        assert "503 Service Unavailable" in words
        assert "until a worker starts" not in words

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

    def test_the_last_one_compares_the_files_as_well(
        self, client: Client, me: UUID, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        address = f"{RESULT}?blocking={make_blocking(me).pk}&background={make_background(me).pk}"

        with django_assert_num_queries(12):  # and the pictures of four sizes, of two runs
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

    def test_looks_again_while_somebody_works(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "hx-trigger" not in client.get(PILL).text
        employ(monkeypatch, WorkerStatus(workers.READY, 2, 1))
        assert 'hx-trigger="load delay:2s"' in client.get(PILL).text


class TestWithoutJavaScript:
    def test_the_first_lane_offers_the_second(self, client: Client, me: UUID) -> None:
        run = make_blocking(me)
        html = look(client, run)

        assert f'<input type="hidden" name="blocking" value="{run.pk}">' in html
        assert "Now the background lane" in html

    def test_a_refused_upload_says_why_and_keeps_the_other_lane(self, client: Client, me: UUID) -> None:
        run = make_blocking(me)
        tiff = SimpleUploadedFile("holiday.tiff", b"II*\0")
        response = client.post(
            "/demos/upload/background/",
            {"photo": tiff, "sample": "", "blocking": run.pk, "mail_delay_ms": "300"},
        )

        words = words_of(response.text)
        assert response.status_code == 422
        assert "“holiday.tiff”: This is not a JPEG, PNG or WebP photo. Choose another file" in words
        assert "You waited 1.25 s" in words
        assert 'value="300"' in response.text
        assert 'name="sample" value="" checked' in response.text
