"""Nobody tries for ever, a class is never refused, and the limits outlive Redis."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from config import rate_limits
from config.client_address import counted_address
from config.limits import Limit
from config.redis_away import RedisAway
from config.settings.limits import RATE_LIMITS, USUAL_LIMIT
from demos.upload.forms import MAX_BYTES
from tests.attackers.addresses import all_addresses, all_names
from tests.attackers.table import SIGN_IN_ELSEWHERE
from tests.demos.broker import RunningBroker, running_broker

THREE = Limit("3/minute", "5/minute")
SIGN_IN = "/account/login/"
CLASS = 500
FOR_LETTERS = {"account_reset_password", "account_email_verification_sent", "learners:send_welcome"}
OPEN_RECORD, UPLOAD = "/demos/records/open/", "/demos/upload/background/"


@pytest.fixture
def three_tries(settings: Any) -> None:
    settings.RATE_LIMITS = {"account_login": THREE}


def visitor() -> Client:
    client = Client()
    client.get(SIGN_IN)
    return client


def tries(client: Client, how_many: int, **headers: str) -> list[int]:
    return [client.post(SIGN_IN, headers=headers).status_code for _ in range(how_many)]


@pytest.mark.django_db
@pytest.mark.usefixtures("three_tries")
class TestALimit:
    def test_is_the_visitors(self) -> None:
        assert tries(visitor(), 4) == [422, 422, 422, 429]

    def test_is_the_addresss_too_which_no_new_cookie_helps_against(self) -> None:
        assert [tries(visitor(), 1) for _ in range(6)] == [[422]] * 5 + [[429]]

    def test_who_is_refused_takes_nothing_from_the_others(self) -> None:
        tries(visitor(), 20)
        assert tries(visitor(), 2) == [422, 422]

    def test_of_another_address_counts_for_itself(self, settings: Any) -> None:
        tries(visitor(), 3)
        tries(visitor(), 3)
        assert Client(REMOTE_ADDR="192.0.2.7").post(SIGN_IN).status_code == 422

    def test_says_how_long_to_wait(self) -> None:
        someone = visitor()
        tries(someone, 3)
        refused = someone.post(SIGN_IN)
        assert 1 <= int(refused["Retry-After"]) <= 60
        assert b"Try again in" in refused.content

    def test_speaks_to_scripts_and_forms_in_their_own_way(self) -> None:
        someone = visitor()
        tries(someone, 3)
        as_json = someone.post(SIGN_IN, headers={"accept": "application/json"})
        assert "Try again in" in as_json.json()["errors"]["__all__"][0]["message"]
        in_words = someone.post(SIGN_IN, headers={"hx-request": "true"})
        assert in_words["Content-Type"] == "text/plain"

    def test_is_not_for_who_only_looks(self) -> None:
        someone = visitor()
        tries(someone, 4)
        assert someone.get(SIGN_IN).status_code == 200

    def test_comes_before_anything_is_read(self) -> None:
        someone = Client(enforce_csrf_checks=True)
        someone.get(SIGN_IN)
        assert tries(someone, 4) == [403, 403, 403, 429]


@pytest.mark.django_db
def test_what_is_costly_to_look_at_counts_when_it_is_looked_at(settings: Any) -> None:
    settings.RATE_LIMITS = {"tutorial:export_csv": Limit("2/minute", "9/minute", also_reading=True)}
    someone, deck = visitor(), reverse("tutorial:export_csv", args=["recall"])
    assert [someone.get(deck).status_code for _ in range(3)] == [200, 200, 429]


def sends(client: Client, size: int) -> int:
    """The status of a form of exactly so many bytes, which is no record."""
    body = b"x" * size
    return client.post(OPEN_RECORD, body, content_type="application/x-www-form-urlencoded").status_code


@pytest.mark.django_db
class TestBytes:
    @pytest.fixture(autouse=True)
    def few(self, settings: Any) -> None:
        few = Limit(
            "99/minute", "99/minute", bytes_visitor="300/hour", bytes_everybody="500/day", largest_body=250
        )
        settings.RATE_LIMITS = {"demos:open_record": few}

    def test_of_one_visitor_are_bounded(self) -> None:
        someone = visitor()
        assert [sends(someone, 200), sends(someone, 200)] == [422, 429]

    def test_of_everybody_are_bounded(self) -> None:
        assert [sends(visitor(), 200) for _ in range(3)] == [422, 422, 429]

    def test_that_are_more_than_may_come_use_nothing_up(self) -> None:
        someone = visitor()
        assert [sends(someone, size) for size in (299, 299, 200)] == [422, 422, 422]

    def test_that_are_refused_use_nothing_up(self) -> None:
        assert [sends(Client(enforce_csrf_checks=True), 250) for _ in range(5)] == [403] * 5
        assert sends(visitor(), 200) == 422

    def test_of_a_photo_count_where_it_is_kept(self, settings: Any) -> None:
        one_form = Limit("99/minute", "99/minute", bytes_visitor="150/hour", largest_body=150)
        settings.RATE_LIMITS = {"demos:upload_background": one_form}
        someone = visitor()
        samples = ["no such", "no such", "lake", "lake"]
        asked = [someone.post(UPLOAD, {"sample": sample}).status_code for sample in samples]
        assert asked == [422, 422, 202, 429]


class TestWhoseAddress:
    def asks(self, **meta: str) -> HttpRequest:
        return RequestFactory().get("/", **meta)  # type: ignore[arg-type]

    def test_without_a_proxy_is_the_machines_whatever_it_says(self) -> None:
        assert counted_address(self.asks(HTTP_X_FORWARDED_FOR="192.0.2.1")) == "127.0.0.1"

    def test_behind_one_is_what_the_proxy_added(self, settings: Any) -> None:
        settings.PUBLIC_HOST = "learn.example.org"
        assert counted_address(self.asks(HTTP_X_FORWARDED_FOR="10.9.8.7, 192.0.2.1")) == "192.0.2.1"

    @pytest.mark.parametrize("written", ["", "nonsense", "10.9.8.7, ", "[", "unknown:1"])
    def test_behind_one_that_does_not_say_is_that_of_all_such_together(
        self, written: str, settings: Any
    ) -> None:
        settings.PUBLIC_HOST = "learn.example.org"
        assert counted_address(self.asks(HTTP_X_FORWARDED_FOR=written)) == "untold"

    @pytest.mark.parametrize(
        ("written", "counted"),
        [
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("192.0.2.1:4711", "192.0.2.1"),
            ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
            ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
            ("", ""),
            ("nonsense", ""),
        ],
    )
    def test_of_a_long_one_its_network_counts(self, written: str, counted: str) -> None:
        assert counted_address(self.asks(REMOTE_ADDR=written)) == counted


class TestTheTable:
    def test_names_addresses_that_there_are(self) -> None:
        assert RATE_LIMITS.keys() <= all_names() | SIGN_IN_ELSEWHERE.keys()

    @pytest.mark.parametrize("name", sorted(RATE_LIMITS.keys() - FOR_LETTERS))
    def test_leaves_room_for_a_class_behind_one_address(self, name: str) -> None:
        """Everybody once, all in the same minute."""
        assert per_minute(RATE_LIMITS[name].address) >= CLASS

    @pytest.mark.parametrize("name", sorted({*FOR_LETTERS, "demos:send_again"}))
    def test_knows_everything_that_sends_a_letter_again(self, name: str) -> None:
        assert per_minute(RATE_LIMITS[name].visitor) <= 6

    def test_lets_a_class_answer_question_after_question(self) -> None:
        assert per_minute(USUAL_LIMIT.address) >= 40 * CLASS
        assert not RATE_LIMITS.keys() & {"quizzes:submit_answer", "quizzes:hand_in", "tutorial:grade_card"}

    def test_has_room_for_the_largest_photo_of_each(self) -> None:
        photo = RATE_LIMITS["demos:upload_blocking"]
        assert int(photo.bytes_address.split("/")[0]) >= CLASS * MAX_BYTES


def per_minute(rates: str) -> int:
    return min(int(rate.split("/")[0]) for rate in rates.split(";") if rate.endswith("/minute"))


@pytest.fixture
def broker(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBroker]:
    monkeypatch.delenv("REDIS_URL", raising=False)
    with running_broker(tmp_path) as broker:
        settings.REDIS_URL = url = f"unix://{broker._client.connection_pool.connection_kwargs['path']}"
        settings.CACHES = {"default": {"BACKEND": "config.cache.RedisOrMemory", "LOCATION": url}}
        monkeypatch.setattr(rate_limits, "_shared", rate_limits.counting_in_redis)
        monkeypatch.setattr(RedisAway, "until", 0.0)
        yield broker


@pytest.mark.django_db
@pytest.mark.usefixtures("three_tries")
class TestInRedis:
    def test_tries_are_counted_and_forgotten_in_time(self, broker: RunningBroker) -> None:
        assert tries(visitor(), 4) == [422, 422, 422, 429]
        keys: Any = broker._client.keys("site:limits:*")
        assert keys
        assert all(0 < broker._client.ttl(key) <= 60 for key in keys)

    def test_while_it_is_frozen_the_process_counts_for_itself_and_only_the_first_waits(
        self, broker: RunningBroker, caplog: pytest.LogCaptureFixture
    ) -> None:
        someone = visitor()
        broker.freeze()
        with caplog.at_level(logging.WARNING, logger="config.redis_away"):
            assert tries(someone, 4) == [422, 422, 422, 429]
        assert [record.name for record in caplog.records].count("config.redis_away") == 1


def test_a_form_that_takes_no_files_is_not_read_if_it_is_larger_than_any() -> None:
    at_once = Client(enforce_csrf_checks=True)
    bound = django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    refused = at_once.post(SIGN_IN, b"x" * (bound + 1), content_type="application/octet-stream")
    assert refused.status_code == 413
    assert b"more than this form may hold" in refused.content


@pytest.mark.parametrize(
    "name", sorted(one.name for one in all_addresses() if getattr(one.view, "csrf_exempt", False))
)
@pytest.mark.django_db
def test_whoever_takes_files_looks_at_their_size_first(name: str) -> None:
    announced = str(1024**4)  # and nothing of it comes: whoever read it would find too little
    assert Client().post(reverse(name), CONTENT_LENGTH=announced).status_code == 413
