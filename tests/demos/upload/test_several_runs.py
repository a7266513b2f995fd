"""The page of a race of several runs: medians, spread, what counts, and the link that reproduces it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from demos.models import Run, Take
from tests.demos.upload.races import make_background, make_blocking, make_series
from tests.demos.upload.reading import PAGE, RESULT, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_workers")]


def runs_of(me: UUID, *waits: tuple[float, float], **fields: Any) -> list[Run]:
    """So many rounds, each with its blocking and its background wait, ms."""
    return [
        run
        for blocking, background in waits
        for run in (
            make_blocking(me, response_ms=blocking, **fields),
            make_background(me, response_ms=background, **fields),
        )
    ]


def shown(client: Client, series: Any, **more: Any) -> str:
    return client.get(PAGE, {"series": str(series.pk), **more}).text


class TestMedians:
    def test_the_figures_and_the_picture_are_of_the_median_runs(self, client: Client, me: UUID) -> None:
        runs = runs_of(me, (1900, 70), (1300, 40), (1500, 90))
        words = words_of(shown(client, make_series(*runs, runs=3)))

        assert "You waited 1.50 s" in words
        assert "You waited 70 ms" in words
        assert "202 Accepted sent, 70 ms" in words
        assert "21× shorter wait" in words
        assert "Median of 3 runs of each lane, measured on the server" in words

    def test_the_spread_is_there_and_every_run(self, client: Client, me: UUID) -> None:
        html = shown(client, make_series(*runs_of(me, (1900, 70), (1300, 40), (1500, 90)), runs=3))
        words = words_of(html)

        assert "All 3 runs" in words
        assert "1.50 s median of 3, from 1.30 s to 1.90 s" in words
        assert "70 ms median of 3, from 40 ms to 90 ms" in words
        assert len(re.findall(r'<line class="run ', html)) == 6
        assert len(re.findall(r'<line class="run middle"', html)) == 2

    def test_a_warm_up_is_marked_and_does_not_count(self, client: Client, me: UUID) -> None:
        runs = runs_of(me, (9000, 900), (1300, 40), (1500, 50), (1400, 60))
        html = shown(client, make_series(*runs, runs=3, warm_up=True))
        words = words_of(html)

        assert "Warm-up (not counted) 9.00 s" in words
        assert "1.40 s median of 3, from 1.30 s to 1.50 s" in words
        assert len(re.findall(r'<line class="run warm-up"', html)) == 2
        assert "cold" not in words.split("All 3 runs")[1].split("Each mark")[0]

    def test_without_a_warm_up_the_first_is_marked_cold(self, client: Client, me: UUID) -> None:
        runs = runs_of(me, (1900, 70), (1300, 40), (1500, 50))
        html = shown(client, make_series(*runs, runs=3))

        assert "Run 1 (cold: no warm-up before it) 1.90 s" in words_of(html)
        assert len(re.findall(r'<line class="run cold"', html)) == 2

    def test_lanes_with_unlike_numbers_of_runs(self, client: Client, me: UUID) -> None:
        runs = runs_of(me, (1900, 70), (1300, 40))[:3]
        assert "Median of 2 blocking and 1 background runs" in words_of(shown(client, make_series(*runs)))

    def test_one_after_another_is_not_together_however_long_a_browser_waited(
        self, client: Client, me: UUID
    ) -> None:
        blocking = make_blocking(me, response_ms=1300)
        after = blocking.started_at + timedelta(milliseconds=1310)
        series = make_series(blocking, make_background(me, started_at=after))
        for run, wait in zip(series.takes.order_by("-run__lane"), ("1330", "52"), strict=True):
            client.post("/demos/upload/waited/", {"run": run.pk, "ms": wait})

        assert "the lanes ran one after another" in words_of(shown(client, series))

    def test_one_run_of_each_lane_needs_no_marks(self, client: Client, me: UUID) -> None:
        words = words_of(shown(client, make_series(*runs_of(me, (1300, 40)))))

        assert "One race, measured on the server" in words
        assert "All 1 runs" not in words

    def test_one_round_while_it_is_run(self, client: Client, me: UUID) -> None:
        series = make_series(*runs_of(me, (1900, 70), (1300, 40), (1500, 50)), runs=3)
        words = words_of(shown(client, series, round=2))

        assert "You waited 1.30 s" in words
        assert "One race" in words
        assert "All 3 runs" not in words

    def test_three_figures_for_each_lane(self, client: Client, me: UUID) -> None:
        runs = runs_of(me, (1300, 40))
        for run in runs:
            run.spans.exclude(kind="queue").update(processor_ms=10)
        words = words_of(shown(client, make_series(*runs)))

        # Six and seven steps of 10 ms; the background's work was over 865 ms after its start.
        assert "Until all was done 1.30 s Processor time 60 ms" in words
        assert "Until all was done 865 ms Processor time 80 ms" in words


class TestLink:
    def test_says_everything(self, client: Client, me: UUID) -> None:
        series = make_series(
            *runs_of(me, (1300, 40)), runs=5, warm_up=True, megapixels=2, mail_delay_ms=300, order="together"
        )
        html = shown(client, series)
        link = unescape(re.findall(r'<a href="([^"]+)">Link to this race', html)[0])

        assert link.startswith(f"{PAGE}?series={series.pk}&")
        for part in (
            "sample=lighthouse",
            "megapixels=2",
            "mail_delay_ms=300",
            "order=together",
            "runs=5",
            "warm_up=on",
        ):
            assert part in link

    def test_shows_the_visitor_the_same_runs_and_settings(self, client: Client, me: UUID) -> None:
        series = make_series(*runs_of(me, (1300, 40)), runs=5, warm_up=True, order="together")
        html = shown(client, series)
        again = client.get(unescape(re.findall(r'<a href="([^"]+)">Link to this race', html)[0])).text

        assert "You waited 1.30 s" in words_of(again)
        assert 'name="runs" value="5" checked' in again
        assert 'name="order" value="together" checked' in again
        assert 'name="warm_up" checked' in again

    def test_shows_others_the_settings_ready_to_start_and_no_runs(self, client: Client, me: UUID) -> None:
        series = make_series(*runs_of(me, (1300, 40)), runs=5)
        html = shown(client, series)
        link = unescape(re.findall(r'<a href="([^"]+)">Link to this race', html)[0])
        theirs = Client().get(link).text

        assert "You waited" not in words_of(theirs)
        assert 'name="runs" value="5" checked' in theirs
        assert str(series.pk) not in re.findall(r'name="series" value="([^"]+)"', theirs)


class TestWaited:
    def test_is_kept_with_the_run(self, client: Client, me: UUID) -> None:
        runs = runs_of(me, (1300, 40))
        series = make_series(*runs)
        for run, wait in zip(runs, ("1330.4", "52.1"), strict=True):
            assert client.post("/demos/upload/waited/", {"run": run.pk, "ms": wait}).status_code == 204

        words = words_of(shown(client, series))
        assert "You waited 1.33 s" in words
        assert "You waited 52 ms" in words
        assert "measured in this browser from click to reply" in words

    @pytest.mark.parametrize("wait", ["", "nan", "inf", "-1", "9" * 40])
    def test_not_nonsense(self, wait: str, client: Client, me: UUID) -> None:
        run = runs_of(me, (1300, 40))[0]
        make_series(run)
        assert client.post("/demos/upload/waited/", {"run": run.pk, "ms": wait}).status_code == 422
        assert Take.objects.get().waited_ms is None

    def test_from_another_site(self) -> None:
        stranger = Client(enforce_csrf_checks=True)
        assert stranger.post("/demos/upload/waited/", {"run": uuid4(), "ms": "5"}).status_code == 403


def test_the_result_of_a_race_takes_nine_queries(
    client: Client, me: UUID, django_assert_max_num_queries: Any
) -> None:
    runs = runs_of(me, *[(1300 + n, 40 + n) for n in range(10)])
    series = make_series(*runs, runs=10)
    client.get(RESULT, {"series": str(series.pk)}, headers={"HX-Request": "true"})
    with django_assert_max_num_queries(9):  # two of them for what was watched today
        client.get(RESULT, {"series": str(series.pk)}, headers={"HX-Request": "true"})
