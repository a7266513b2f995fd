"""Where the focus goes when a form of the entrance comes back refused."""

import re

import pytest
from django.test import Client

from tests.learners.test_accounts import PASSWORD, SIGN_IN, SIGN_UP

pytestmark = pytest.mark.django_db


def taking_focus(page: str) -> list[str]:
    return re.findall("<[^>]* autofocus[^>]*>", page)


@pytest.mark.parametrize(
    ("email", "password", "focused"),
    [
        ("no address", "short", "email"),
        ("no address", PASSWORD, "email"),
        ("ada@example.com", "short", "password1"),
    ],
)
def test_the_first_field_that_was_refused_takes_the_focus(
    client: Client, email: str, password: str, focused: str
) -> None:
    assert "autofocus" not in client.get(SIGN_UP).text
    page = client.post(SIGN_UP, {"email": email, "password1": password}).text
    assert [f'name="{focused}"' in tag for tag in taking_focus(page)] == [True]


def test_what_is_wrong_with_the_whole_form_takes_the_focus(client: Client) -> None:
    page = client.post(SIGN_IN, {"login": "ada@example.com", "password": PASSWORD}).text
    assert ['role="alert"' in tag for tag in taking_focus(page)] == [True]
