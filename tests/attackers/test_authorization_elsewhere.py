"""The same of a site where people may sign in by Google and GitHub: it has more addresses. It is a process of
its own, because addresses are made when a site begins."""

from http import HTTPStatus
from typing import Any

import pytest

from config.settings.limits import RATE_LIMITS
from tests.attackers.asking import PEOPLE, expected
from tests.attackers.table import SIGN_IN_ELSEWHERE, TABLE
from tests.other_settings import told_by_a_site

BY_BOTH = {
    "GOOGLE_CLIENT_ID": "our-id-at-google",
    "GOOGLE_CLIENT_SECRET": "our-secret-at-google",
    "GITHUB_CLIENT_ID": "our-id-at-github",
    "GITHUB_CLIENT_SECRET": "our-secret-at-github",
}
ASKING = """
from django.test import override_settings
from django.urls import reverse
from tests.attackers.addresses import all_addresses
from tests.attackers.asking import PEOPLE, sent
from tests.attackers.table import SIGN_IN_ELSEWHERE

def statuses(person, method, **token):
    return {name: sent(person, method, reverse(name), **token).status_code for name in SIGN_IN_ELSEWHERE}

told = {"addresses": [one.key for one in all_addresses()]}
with override_settings(RATE_LIMITS={}):
    people = {who: known() for who, known in PEOPLE.items()}
    told["replies"] = {
        who: {method: statuses(person, method) for method in ("GET", "HEAD", "POST")}
        for who, person in people.items()
    }
    told["forged"] = {
        method: statuses(people["staff"], method, token="") for method in ("POST", "PUT", "PATCH", "DELETE")
    }
back, someone = reverse("google_callback"), Client()
someone.get("/account/login/")
told["coming_back"] = [someone.get(back).status_code for _ in range(21)]
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return told_by_a_site(ASKING, tmp_path_factory.mktemp("elsewhere"), **BY_BOTH)


@pytest.mark.database
def test_every_address_of_it_is_in_the_table(told: dict[str, Any]) -> None:
    ours = {key for key in told["addresses"] if not key.startswith("admin:")}
    assert ours == TABLE.keys() | SIGN_IN_ELSEWHERE.keys()


@pytest.mark.database
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", PEOPLE)
def test_each_replies_as_the_table_says(who: str, method: str, told: dict[str, Any]) -> None:
    wanted = {name: expected(row, who, method, owns=False) for name, row in SIGN_IN_ELSEWHERE.items()}
    assert told["replies"][who][method] == wanted


@pytest.mark.database
@pytest.mark.parametrize("who", PEOPLE)
def test_asking_for_the_head_begins_nothing(who: str, told: dict[str, Any]) -> None:
    """It wants no token: it may be refused, but never do what only a form may."""
    looks, heads = told["replies"][who]["GET"], told["replies"][who]["HEAD"]
    assert {
        name for name in heads if heads[name] not in {looks[name], HTTPStatus.METHOD_NOT_ALLOWED}
    } == set()


@pytest.mark.database
def test_without_the_token_nothing_is_done(told: dict[str, Any]) -> None:
    assert {status for found in told["forged"].values() for status in found.values()} <= {403, 405}
    takes_it = {name for name, row in SIGN_IN_ELSEWHERE.items() if row.post is not None}
    assert {told["forged"]["POST"][name] for name in takes_it} == {HTTPStatus.FORBIDDEN}


@pytest.mark.database
def test_who_keeps_coming_back_from_there_is_refused(told: dict[str, Any]) -> None:
    """Each time a web thread may ask the other site, so looking counts."""
    assert told["coming_back"] == [401] * 20 + [429]


@pytest.mark.parametrize(
    "name", [name for name in SIGN_IN_ELSEWHERE if name.startswith(("google", "github"))]
)
def test_each_step_to_there_and_back_is_counted(name: str) -> None:
    assert RATE_LIMITS[name].also_reading
