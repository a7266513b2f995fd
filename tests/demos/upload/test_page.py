"""The page of the race before it and after it, drawn from rows."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from demos import workers
from demos.models import Run, Span
from demos.workers import WorkerStatus
from tests.demos.upload.races import make_background, make_blocking, make_queued, make_series
from tests.demos.upload.reading import PAGE, employ, look, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_workers")]


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

    def test_loads_at_most_25_kb_of_css(self, client: Client) -> None:
        sheets = re.findall(r'href="/static/(css/[^"]+)"', client.get(PAGE).text)

        assert "css/race.css" in sheets
        assert sum(Path(str(finders.find(sheet))).stat().st_size for sheet in sheets) <= 25_000

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

    def test_says_what_of_the_work_was_lost_with_a_worker(self, client: Client, me: UUID) -> None:
        background = make_background(me)
        lost_at = background.started_at + timedelta(milliseconds=865)
        Span.objects.create(
            run=background,
            name="send email (lost)",
            kind=Span.Kind.NETWORK,
            place="demos@host/2",
            started_at=lost_at,
            ended_at=lost_at + timedelta(milliseconds=500),
        )
        words = words_of(look(client, make_blocking(me), background))

        assert "1.75 s in the background lane, of which 500 ms was lost with a worker and done again" in words

    def test_counts_the_workers_that_were_there(
        self, client: Client, me: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        employ(monkeypatch, WorkerStatus(workers.NONE))  # by now

        assert ", 2 workers)" in words_of(look(client, make_blocking(me), make_background(me)))

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


class TestWithoutJavaScript:
    def test_the_first_lane_offers_the_second(self, client: Client, me: UUID) -> None:
        series = make_series(make_blocking(me)).pk
        html = client.get(f"{PAGE}?series={series}").text

        assert f'<input type="hidden" name="series" value="{series}">' in html
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
