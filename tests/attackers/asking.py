"""Asking as every kind of person, and what the table says that they get."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from tests.attackers.belongings import Person, account, guest, stranger
from tests.attackers.table import Row, Whose

TOKEN = "a" * 32
PEOPLE: dict[str, Callable[[], Person]] = {
    "stranger": stranger,
    "guest": guest,
    "account": account,
    "presenter": partial(account, "present_class"),
    "staff": partial(account, is_staff=True, is_superuser=True),
}
SIGNED_IN = {"account", "presenter", "staff"}


def sent(person: Person, method: str, url: str, *, token: str = TOKEN) -> Any:
    """The reply to an empty form, or to a look."""
    person.client.cookies["csrftoken"] = TOKEN
    return person.client.generic(method, url, headers={"X-CSRFToken": token})


def expected(row: Row, who: str, method: str, *, owns: bool) -> int:
    """What the table says that this person gets."""
    allowed = row.get if method == "GET" else row.post
    if allowed is None:
        return HTTPStatus.METHOD_NOT_ALLOWED
    match row.whose:
        case Whose.OWNERS if not owns:
            return HTTPStatus.NOT_FOUND
        case Whose.PRESENTERS if who == "account":
            return HTTPStatus.FORBIDDEN
        case Whose.PRESENTERS | Whose.ACCOUNTS if who not in SIGNED_IN:
            return HTTPStatus.FOUND
        case Whose.GUESTS if who in SIGNED_IN:
            return HTTPStatus.FOUND
    return allowed
