"""The page of the stage, as people and programs meet it."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from demos.stage import live
from demos.stage.load import LONGEST
from demos.stage.models import LoadTest
from demos.stage.recording import Outcome, Recording, Seat, to_values
from tests.demos.broker import RunningBroker
from tests.demos.stage.plays import play, served
from tests.demos.stage.rows import POINT, make_test
from tests.demos.upload.reading import words_of
from tests.site import free_port

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("redis", "small_samples", "two_workers"),
]

PAGE, START, STOP, LIVE = "/demos/stage/", "/demos/stage/start/", "/demos/stage/stop/", "/demos/stage/live/"
HTMX = {"HX-Request": "true"}


class TestStart:
    def test_queues_a_test_where_no_other_task_waits_for_it(
        self, presenter: Client, redis: RunningBroker
    ) -> None:
        response = presenter.post(START, {"users": "12", "lane": "blocking"})
        test = LoadTest.objects.get()

        assert (response.status_code, response["Location"]) == (302, "/demos/stage/#stage-live")
        assert (redis.depth("load"), redis.depth("demos"), redis.depth("site")) == (1, 0, 0)
        assert test.settings["users"] == 12
        assert test.settings["lanes"] == ["blocking"]
        assert test.settings["mail_delay_ms"] == 800
        assert test.presenter == "The presenter at this machine"

    def test_is_for_presenters(self, stranger: Client) -> None:
        assert stranger.post(START, {"users": "12"}).status_code == 403
        assert stranger.post(STOP).status_code == 403
        assert not LoadTest.objects.exists()

    def test_the_next_one_is_set_as_the_last_one_was(self, presenter: Client) -> None:
        chosen = {"users": 90, "seconds": 5, "lanes": ["background"], "mail_delay_ms": 0}
        test = make_test(chosen=chosen)

        for html in (presenter.get(PAGE).text, presenter.get(f"{LIVE}?test={test.pk}", headers=HTMX).text):
            assert 'name="users" min="1" max="200" step="1" value="90"' in html
            assert 'name="seconds" min="0" max="60" step="1" value="5"' in html
            assert 'value="background" checked' in html
            assert 'name="mail_delay_ms" min="0" max="3000" step="100" value="0"' in html

    def test_the_lanes_in_turn_are_both_again(self, presenter: Client) -> None:
        make_test()

        assert 'value="both" checked' in presenter.get(PAGE).text

    def test_others_see_the_button_and_why_it_is_not_theirs(self, stranger: Client) -> None:
        html = stranger.get(PAGE).text

        assert 'disabled aria-describedby="stage-why"' in html
        assert "Only the presenter may do this" in html

    def test_a_second_presenter_waits_their_turn(self, presenter: Client) -> None:
        presenter.post(START, {"users": "12"})
        response = presenter.post(START, {"users": "5"})

        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= LONGEST
        assert "has a load test of 12 users on the stage" in words_of(response.text)
        assert LoadTest.objects.count() == 1

    @pytest.mark.parametrize(
        ("asked", "says"),
        [
            ({"users": "201"}, "200 users at the most"),
            ({"users": "1", "seconds": "61"}, "60 seconds at the most"),
            ({"users": "1", "mail_delay_ms": "3001"}, "3000 ms at the most"),
        ],
    )
    def test_too_much(self, presenter: Client, asked: dict[str, str], says: str) -> None:
        response = presenter.post(START, asked)

        assert response.status_code == 413
        assert says in response.text
        assert not LoadTest.objects.exists()

    @pytest.mark.parametrize(
        "asked", [{}, {"users": "many"}, {"users": "0"}, {"users": "1", "lane": "third"}]
    )
    def test_nonsense(self, presenter: Client, asked: dict[str, str]) -> None:
        assert presenter.post(START, asked).status_code == 422

    def test_without_redis(self, presenter: Client, settings: Settings) -> None:
        settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}"
        response = presenter.post(START, {"users": "12"})

        assert response.status_code == 503
        assert "The queue cannot be reached" in response.text

    def test_for_presenter_mode_the_picture_comes_back(self, presenter: Client) -> None:
        html = presenter.post(START, {"users": "12"}, headers=HTMX).text

        assert 'id="stage-live"' in html
        assert "12 users upload at once" in html


class TestStop:
    def test_asks_the_test_that_is_on(self, presenter: Client) -> None:
        presenter.post(START, {"users": "12"})
        assert presenter.post(STOP).status_code == 302

        with live.redis_line() as redis:
            assert redis.exists(live.stop_key(LoadTest.objects.get().pk))

    def test_of_nothing_is_nothing(self, presenter: Client) -> None:
        assert presenter.post(STOP).status_code == 302


class TestPage:
    def test_before_any_test(self, presenter: Client) -> None:
        words = words_of(presenter.get(PAGE).text)

        assert "Nobody is in yet" in words
        assert "Let a load test run first" in words
        assert "Nothing queued yet" in words

    def test_shows_what_was_measured_and_on_what(self, presenter: Client) -> None:
        make_test()
        words = words_of(presenter.get(PAGE).text)

        assert "4 users upload at once" in words
        assert "3 served, nobody waiting, 1 failed" in words
        assert "4 seats simulated" in words
        assert "in the house" not in words
        assert "1 × the connection was refused" in words
        assert "2 cores, 2 request slots, 2 workers; Python 3.11, Django 5.2" in words
        assert "Mail delay 800 ms, simulated" in words
        assert "8 tasks at the peak" in words
        assert "Empty after 4.00 s" in words

    def test_says_which_seats_are_phones(self, presenter: Client) -> None:
        seats = (Seat(Outcome.SERVED, 0, 9, guest=1), *served(9, 9))
        make_test(result=to_values(Recording((play(seats=seats),))))
        page = presenter.get(PAGE).text

        assert "1 phone in the house , 2 seats simulated" in words_of(page)
        assert page.split('class="seats"')[1].split("</svg>")[0].count('class="phone"') == 1

    def test_while_a_test_is_on(self, presenter: Client) -> None:
        presenter.post(START, {"users": "12"})
        test = LoadTest.objects.get()
        html = presenter.get(PAGE).text

        assert f'hx-get="{LIVE}?test={test.pk}" hx-trigger="load delay:400ms, every 5s"' in html
        assert '<noscript><meta http-equiv="refresh" content="1; url=/demos/stage/?at=' in html
        assert "Stop the test" in html
        assert "Let them go" not in html

    def test_costs_little(self, presenter: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        for _ in range(5):
            make_test()
        with django_assert_num_queries(2):
            presenter.get(PAGE)


class TestLive:
    def test_is_the_picture_alone(self, presenter: Client) -> None:
        presenter.post(START, {"users": "12"})
        html = presenter.get(LIVE, headers=HTMX).text

        assert html.lstrip().startswith("<section")
        assert "<html" not in html

    def test_brings_everything_else_once_it_is_over(self, presenter: Client) -> None:
        test = make_test()
        html = presenter.get(f"{LIVE}?test={test.pk}", headers=HTMX).text

        assert 'hx-trigger="load delay' not in html
        for part in ("stage-desk", "stage-records", "prediction"):
            assert f'id="{part}"' in html
        assert "Let them go" in html

    def test_a_dead_generator_is_found_out_by_whoever_looks(self, presenter: Client) -> None:
        presenter.post(START, {"users": "12"})
        test = LoadTest.objects.get()
        live.leave(test.pk)
        words = words_of(presenter.get(f"{LIVE}?test={test.pk}", headers=HTMX).text)

        assert "Broken off. The worker that played it is gone." in words

    def test_without_htmx_is_the_page(self, presenter: Client) -> None:
        response = presenter.get(f"{LIVE}?test=nonsense")

        assert response.status_code == 302
        assert "HX-Request" in response["Vary"]


class TestRecord:
    def test_says_when_it_was(self, presenter: Client) -> None:
        test = make_test(started=timezone.now() - timedelta(days=3))
        words = words_of(presenter.get(f"{PAGE}{test.pk}/").text)

        assert f"Recorded on {test.started.day} {test.started:%B %Y}" in words
        assert "Nothing is measured now" in words
        assert "one after the other" in words

    def test_as_json(self, presenter: Client) -> None:
        test = make_test()
        response = presenter.get(f"{PAGE}{test.pk}/json/")
        record = response.json()

        assert "attachment" in response["Content-Disposition"]
        assert record["settings"]["users"] == 4
        assert record["machine"]["cores"] == 2
        assert record["figures"]["blocking"]["p50_ms"] == 910
        assert record["figures"]["background"]["queue_empty_ms"] == 4000
        assert len(record["recording"]["lanes"][0]["seats"]) == 4

    def test_as_csv(self, presenter: Client) -> None:
        response = presenter.get(f"{PAGE}{make_test().pk}/csv/")
        lines = list(csv.DictReader(StringIO(response.text)))

        assert response["Content-Type"].startswith("text/csv")
        assert sum(line["what"] == "user" for line in lines) == 8
        assert [line["took_ms"] for line in lines if line["outcome"] == "failed"] == ["20.0"]
        assert max(int(line["queued"]) for line in lines if line["what"] == "sample") == 8

    @pytest.mark.parametrize("what", ["", "json/", "csv/"])
    def test_that_is_not_kept(self, presenter: Client, what: str) -> None:
        assert presenter.get(f"{PAGE}{uuid4()}/{what}").status_code == 404


class TestPrediction:
    def test_is_drawn_from_what_was_measured(self, presenter: Client) -> None:
        make_test(points=[POINT])
        words = words_of(presenter.get(f"{PAGE}?slots=4&rate=2").text)

        assert "4 slots, 900 ms for each upload" in words
        assert "Busy 45 %" in words  # 2 a second, 0.9 s, 4 slots
        assert "Have to wait 13 %" in words
        assert "40 users, 2 a second, 4 slots" in words

    def test_more_than_the_slots_can_bear(self, presenter: Client) -> None:
        make_test(points=[POINT])
        words = words_of(presenter.get(f"{PAGE}?slots=1&rate=2").text)

        assert "Busy 180 %" in words
        assert "No answer: the line grows as long as users come" in words

    def test_says_where_it_does_not_hold(self, presenter: Client) -> None:
        make_test(points=[POINT | {"rate": None}])
        words = words_of(presenter.get(PAGE).text)

        assert "All at once is no such stream: 1 lane that were played so give no point here" in words
        assert "share one processor" in words

    def test_for_htmx_is_the_section_alone(self, presenter: Client) -> None:
        make_test(points=[POINT])
        response = presenter.get("/demos/stage/prediction/?slots=8", headers=HTMX)

        assert 'id="prediction-charts"' in response.text
        assert "<html" not in response.text
        assert response["HX-Replace-Url"] == "/demos/stage/?slots=8"

    @pytest.mark.parametrize("query", ["slots=0", "slots=x&rate=-1", "workers=1000"])
    def test_nonsense_has_its_usual_value(self, presenter: Client, query: str) -> None:
        make_test(points=[POINT])

        assert presenter.get(f"{PAGE}?{query}").status_code == 200
