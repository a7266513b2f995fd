"""`manage.py make_presenter NAME`."""

import io

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from demos.presenters import PERMISSION

pytestmark = pytest.mark.django_db

PASSWORD = "a long and winding phrase"


def make(name: str, password: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    said = io.StringIO()
    call_command("make_presenter", name, stdout=said)
    return said.getvalue()


def test_makes_an_account_that_may_present(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make("ada", PASSWORD, monkeypatch) == "ada may present now.\n"
    user = authenticate(username="ada", password=PASSWORD)
    assert user is not None
    assert user.has_perm(PERMISSION)
    assert not user.is_superuser


def test_gives_an_account_that_there_is_a_new_password(monkeypatch: pytest.MonkeyPatch) -> None:
    get_user_model().objects.create_user("ada", password="before")
    make("ada", PASSWORD, monkeypatch)
    assert get_user_model().objects.count() == 1
    assert authenticate(username="ada", password="before") is None


@pytest.mark.parametrize(
    ("name", "password", "why"),
    [("ada", "short", "too short"), ("ada", "12345678901", "numeric"), ("a b", PASSWORD, "valid username")],
)
def test_refuses_what_is_weak(name: str, password: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match=why):
        make(name, password, monkeypatch)
    assert not get_user_model().objects.exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_asks_twice_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSWORD, "a typo"])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("demos.present.management.commands.make_presenter.getpass", lambda _: next(answers))
    with pytest.raises(CommandError, match="two different passwords"):
        call_command("make_presenter", "ada")
    assert not get_user_model().objects.exists()
