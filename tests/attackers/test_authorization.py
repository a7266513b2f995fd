"""Every address as every kind of person: `table` says who may, and this tries it."""

import re
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.urls.converters import IntConverter

from tests.attackers.addresses import Address, all_addresses
from tests.attackers.asking import PEOPLE, expected, sent
from tests.attackers.belongings import LARGEST, Person, Things, guest, stranger, things_of
from tests.attackers.table import TABLE, Whose
from tests.demos.broker import celery_on
from tests.site import free_port

DJANGOS_OWN = "admin:"  # pages that Django guards itself
EVERYTHING = list(all_addresses())
ADMIN = [one for one in EVERYTHING if one.name.startswith(DJANGOS_OWN)]
OURS = [one for one in EVERYTHING if one not in ADMIN]
THINGS = [one for one in OURS if one.key in TABLE and TABLE[one.key].whose is Whose.OWNERS]
OTHERS = [one for one in OURS if one.key in TABLE and one not in THINGS]
END_THE_VISIT = {"account_logout", "learners:delete", "demos:present_sign_out"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public_site_without_a_broker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Public, or whoever sits at this machine might present; and without a queue nothing happens anywhere."""
    settings.PUBLIC_HOST = "testserver"
    settings.RATE_LIMITS, settings.ACCOUNT_RATE_LIMITS = {}, False
    settings.REDIS_URL = nowhere = f"redis://127.0.0.1:{free_port()}"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    monkeypatch.setattr(time, "sleep", lambda seconds: None)  # some demos sleep for show
    monkeypatch.setattr("demos.limits.MOST_UNDER_WAY", 1000)  # here one visitor starts everything
    monkeypatch.setattr("demos.early.lanes._rest", lambda dials: 0.0)  # and one rests between two tries
    with celery_on(nowhere):
        yield


def arguments(things: Things) -> dict[str, object]:
    """One value for each argument that any address has."""
    return {
        "lesson": "why-background-tasks-matter",
        "recall": "recall-nothing-yet",
        "deck": "recall",
        "card": "what-is-a-background-task",
        "quiz": "recall-quiz",
        "course": "background-tasks",
        "prompt": things.explanation.prompt,
        "attempt": things.attempt.pk,
        "explanation": things.explanation.pk,
        "point": "users-wait",
        "uidb36": "1",
        "key": "aaa-bbb",
        "run_id": things.run.pk,
        "size": LARGEST,
        "series_id": things.series.pk,
        "test_id": things.load_test.pk,
        "code": things.code,
        "slug": "upload",
    }


def url_of(address: Address, values: dict[str, object]) -> str:
    return reverse(address.name, kwargs={name: values[name] for name in address.arguments})


def holds(addresses: list[Address], who: str, me: Person, method: str, things: Things, *, owns: bool) -> None:
    """Each of them replies as the table says."""
    values = arguments(things)
    wanted = {one.key: expected(TABLE[one.key], who, method, owns=owns) for one in addresses}
    found = {one.key: sent(me, method, url_of(one, values)).status_code for one in addresses}
    assert {key: status for key, status in found.items() if status != wanted[key]} == {}


def test_every_address_is_in_the_table_and_every_row_is_an_address() -> None:
    assert TABLE.keys() == {address.key for address in OURS}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", PEOPLE)
class TestEveryAddress:
    @pytest.mark.parametrize("owner", ["guest", "account"])
    def test_of_what_is_somebody_elses(self, who: str, method: str, owner: str) -> None:
        holds(THINGS, who, PEOPLE[who](), method, things_of(PEOPLE[owner]()), owns=False)

    def test_of_ones_own(self, who: str, method: str) -> None:
        me = PEOPLE["guest" if who == "stranger" else who]()
        holds(THINGS, who, me, method, things_of(me), owns=True)

    def test_that_names_nobodys_things(self, who: str, method: str) -> None:
        me, things = PEOPLE[who](), things_of(guest())
        last = sorted(OTHERS, key=lambda one: one.name in END_THE_VISIT)
        holds(last, who, me, method, things, owns=False)


class TestForgery:
    """A form on another site can send whatever its visitor may, but not the token."""

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_without_the_token_nothing_is_done(self, method: str) -> None:
        me = PEOPLE["staff"]()
        values = arguments(things_of(me))
        found = {one.key: sent(me, method, url_of(one, values), token="").status_code for one in OURS}
        assert {key: status for key, status in found.items() if status not in {403, 405}} == {}
        takes_it = [one.key for one in OURS if method == "POST" and TABLE[one.key].post is not None]
        assert [key for key in takes_it if found[key] != HTTPStatus.FORBIDDEN] == []

    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
    def test_no_address_knows_other_verbs(self, method: str) -> None:
        me = PEOPLE["staff"]()
        values = arguments(things_of(me))
        ours = [one for one in OURS if not one.name.startswith("account_")]  # allauth's take PUT for POST
        found = {one.key: sent(me, method, url_of(one, values)).status_code for one in ours}
        assert {key: status for key, status in found.items() if status not in {302, 404, 405}} == {}

    def test_who_asks_for_the_head_learns_no_more(self) -> None:
        me, things = stranger(), things_of(guest())
        values = arguments(things)
        for one in THINGS:
            assert sent(me, "HEAD", url_of(one, values)).status_code in {404, 405}, one.key


class TestIds:
    def test_are_random(self) -> None:
        things = things_of(guest())
        for thing in (things.attempt, things.explanation, things.run, things.load_test):
            assert thing.pk.version == 4

    def test_no_address_counts_through_what_there_is(self) -> None:
        counted = {
            (one.name, name)
            for one in OURS
            for name, converter in one.converters.items()
            if isinstance(converter, IntConverter)
        }
        assert counted == {("demos:picture", "size")}  # of a run, which is named at random

    @pytest.mark.parametrize("one", [one for one in THINGS if TABLE[one.key].get], ids=lambda one: one.name)
    def test_what_is_somebody_elses_is_like_what_never_was(self, one: Address) -> None:
        me, values = guest(), arguments(things_of(guest()))
        never = {name: uuid4() if isinstance(value, UUID) else value for name, value in values.items()}
        theirs, nobodys = sent(me, "GET", url_of(one, values)), sent(me, "GET", url_of(one, never))
        assert theirs.status_code == nobodys.status_code == HTTPStatus.NOT_FOUND
        assert without_chance(theirs) == without_chance(nobodys)
        assert differing(theirs.headers, nobodys.headers) <= {"X-Request-ID"}


def differing(some: Any, others: Any) -> set[str]:
    """The headers that are not the same in both."""
    return {name for name in {*some, *others} if some.get(name) != others.get(name)}


def without_chance(response: Any) -> bytes:
    """A page without what differs each time: its token, and its own address."""
    return re.sub(rb"[A-Za-z0-9]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", b"", response.content)


@pytest.mark.parametrize("who", ["stranger", "guest", "account", "presenter"])
def test_djangos_admin_is_for_staff(who: str) -> None:
    me, values = PEOPLE[who](), {"object_id": "1", "app_label": "learners", "content_type_id": 1, "url": "x"}
    guarded = [one for one in ADMIN if one.name not in {"admin:login", "admin:logout", "admin:jsi18n"}]
    for method in ("GET", "POST"):
        found = {
            one.key: sent(me, method, url_of(one, {**values, **dict.fromkeys(one.arguments, "1"), **values}))
            for one in guarded
        }
        assert {key: reply.status_code for key, reply in found.items() if reply.status_code != 302} == {}
        assert all("login" in reply["Location"] for reply in found.values())
