"""A phone joins, presses, sees its own wait; and nobody gets in by trying codes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from demos.present import classes
from demos.present.guessing import FROM_ONE_ADDRESS, Secret
from demos.present.models import Guest, LiveClass, WrongGuess
from demos.stage import phones
from demos.stage.recording import LanePlay, Outcome, Recording, Seat
from tests.demos.broker import RunningBroker

pytestmark = pytest.mark.django_db


@pytest.fixture
def live_class() -> LiveClass:
    return classes.open_class(timezone.now())


@pytest.fixture
def redis(broker: RunningBroker, settings: Settings, tmp_path: Path) -> RunningBroker:
    settings.REDIS_URL = f"unix://{tmp_path / 'run' / 'redis.sock'}"
    return broker


@pytest.fixture
def phone(live_class: LiveClass, redis: RunningBroker) -> Client:
    """In the class."""
    phone = Client()
    phone.post(seat_of(live_class))
    return phone


def seat_of(live_class: LiveClass) -> str:
    return f"/demos/join/{live_class.code}/"


class TestCode:
    def test_is_where_a_class_is_told_to_go(self, client: Client) -> None:
        assert client.get("/join")["Location"] == "/demos/join/"
        assert 'inputmode="numeric"' in client.get("/demos/join/").text

    def test_may_be_typed_in_two_halves(self, client: Client, live_class: LiveClass) -> None:
        code = f"{live_class.code[:3]} {live_class.code[3:]}"
        assert client.post("/demos/join/", {"code": code})["Location"] == seat_of(live_class)
        assert not WrongGuess.objects.exists()

    @pytest.mark.parametrize(
        ("code", "words"),
        [("12345", "has 6 digits"), ("12345x", "has 6 digits"), ("000000", "no class with")],
    )
    def test_is_refused_in_words(self, code: str, words: str, client: Client) -> None:
        response = client.post("/demos/join/", {"code": code})
        assert response.status_code == 422
        assert words in response.text

    def test_of_a_class_that_is_over_is_no_guess(self, client: Client, live_class: LiveClass) -> None:
        classes.end_class(timezone.now())
        assert "The class is over" in client.get(seat_of(live_class)).text
        assert not WrongGuess.objects.exists()

    def test_cannot_be_found_by_trying(
        self, client: Client, live_class: LiveClass, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(FROM_ONE_ADDRESS, Secret.CODE, 2)
        wrong = "000000" if live_class.code != "000000" else "000001"
        assert client.post("/demos/join/", {"code": wrong}).status_code == 422
        assert client.get(f"/demos/join/{wrong}/").status_code == 404
        for answer in (
            client.post("/demos/join/", {"code": live_class.code}),
            client.get(seat_of(live_class)),
        ):
            assert answer.status_code == 429
            assert int(answer["Retry-After"]) > 0

    def test_is_not_refused_because_others_guess(
        self, client: Client, live_class: LiveClass, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(FROM_ONE_ADDRESS, Secret.CODE, 2)
        wrong = "000000" if live_class.code != "000000" else "000001"
        strangers = [Client(REMOTE_ADDR=f"192.0.2.{number % 200}") for number in range(310)]
        assert {stranger.get(f"/demos/join/{wrong}/").status_code for stranger in strangers} == {404}
        assert client.post("/demos/join/", {"code": live_class.code}).status_code == 302
        assert client.get(seat_of(live_class)).status_code == 200

    @pytest.mark.parametrize("code", ["%00", "000000x", "00000", "0000000", "\u0661" * 6])
    @pytest.mark.parametrize("more", ["", "press/"])
    def test_that_is_none_is_no_guess(self, code: str, more: str, client: Client) -> None:
        assert client.get(f"/demos/join/{code}/{more}").status_code == 404
        assert client.post("/demos/join/", {"code": code}).status_code == 422
        assert not WrongGuess.objects.exists()

    def test_keeps_nobody_out_who_is_in(self, phone: Client, live_class: LiveClass) -> None:
        wrong = "000000" if live_class.code != "000000" else "000001"
        for _ in range(FROM_ONE_ADDRESS[Secret.CODE]):
            assert phone.get(f"/demos/join/{wrong}/").status_code == 404
        assert phone.get(f"/demos/join/{wrong}/").status_code == 429
        assert phone.get(seat_of(live_class)).status_code == 200


class TestJoin:
    def test_nobody_joins_by_looking(self, client: Client, live_class: LiveClass) -> None:
        page = client.get(seat_of(live_class))
        assert "Join the class" in page.text
        assert not Guest.objects.exists()

    def test_joins(self, client: Client, live_class: LiveClass) -> None:
        assert client.post(seat_of(live_class))["Location"] == seat_of(live_class)
        assert Guest.objects.count() == 1

    def test_past_the_last_seat(
        self, client: Client, live_class: LiveClass, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(classes, "MOST_GUESTS", 0)
        response = client.post(seat_of(live_class))
        assert response.status_code == 429
        assert "all the 0 phones" in response.text

    def test_a_class_that_is_over(self, phone: Client, live_class: LiveClass) -> None:
        LiveClass.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
        page = phone.get(seat_of(live_class))
        assert page.status_code == 200
        assert "The class is over" in page.text
        assert 'href="/"' in page.text
        pressing = phone.post(f"{seat_of(live_class)}press/")
        assert pressing["Location"] == seat_of(live_class)

    def test_a_phone_that_is_there_when_it_ends_keeps_its_waits(
        self, phone: Client, live_class: LiveClass
    ) -> None:
        classes.end_class(timezone.now())
        looking_again = phone.get(seat_of(live_class), headers={"HX-Request": "true"})
        assert looking_again.status_code == 286  # it need not look again
        assert looking_again["HX-Retarget"] == "#seat-now"  # and all around stays as it is
        assert "The class is over" in looking_again.text
        assert "<html" not in looking_again.text

    def test_a_class_that_is_on_is_not_told_to_who_has_no_seat(
        self, client: Client, live_class: LiveClass
    ) -> None:
        for code in (live_class.code, "000000" if live_class.code != "000000" else "000001"):
            looking = client.get(f"/demos/join/{code}/", headers={"HX-Request": "true"})
            assert (looking.status_code, looking["HX-Refresh"]) == (200, "true")


class TestButton:
    def test_is_one(self, phone: Client, live_class: LiveClass) -> None:
        page = phone.get(seat_of(live_class)).text
        assert page.count("<button") == 1
        assert "Upload a photo" in page

    def test_pressed_the_phone_is_ready(self, phone: Client, live_class: LiveClass) -> None:
        seat = phone.post(f"{seat_of(live_class)}press/", headers={"HX-Request": "true"}).text
        assert "You are ready" in seat
        assert "<html" not in seat
        assert phones.ride_of(Guest.objects.get().pk).ready

    def test_without_javascript(self, phone: Client, live_class: LiveClass) -> None:
        assert phone.post(f"{seat_of(live_class)}press/")["Location"] == seat_of(live_class)
        assert "You are ready" in phone.get(seat_of(live_class)).text

    def test_is_not_for_others(self, phone: Client, client: Client, live_class: LiveClass) -> None:
        client.post(f"{seat_of(live_class)}press/")
        assert not phones.ride_of(Guest.objects.get().pk).ready

    def test_the_stage_cannot_be_reached(
        self, phone: Client, live_class: LiveClass, redis: RunningBroker
    ) -> None:
        redis.close()
        seat = phone.post(f"{seat_of(live_class)}press/", headers={"HX-Request": "true"})
        assert "The stage cannot be reached now" in seat.text

    def test_shows_what_the_phone_itself_waited(
        self, phone: Client, live_class: LiveClass, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seats = (
            ("blocking", Seat(Outcome.SERVED, 100, 2510), 9000.0),
            ("background", Seat(Outcome.WAITING, 0), 40.0),
        )
        monkeypatch.setattr(phones, "ride_of", lambda _: phones.Ride(ready=True, on=True, seats=seats))
        page = " ".join(phone.get(seat_of(live_class)).text.split())
        assert '</span> you waited</dt><dd class="num">2.41<small> s</small>' in page
        assert '</span> still waiting</dt><dd class="num">40<small> ms</small>' in page


def test_a_recording_without_phones_is_nobodys() -> None:
    assert phones.newcomers([], LanePlay("blocking", 0, over=True, seats=()).seats) == []
    phones.forget(Recording())
