"""One at a time, and never for longer than was said."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import Settings

from demos.early.dials import Dials
from demos.early.lanes import _rest
from demos.early.models import Turn
from demos.early.turns import THE_ONLY, Taken, turn

pytestmark = pytest.mark.django_db


def held_until(seconds_from_now: float) -> None:
    until = timezone.now() + timedelta(seconds=seconds_from_now)
    Turn.objects.update_or_create(pk=THE_ONLY, defaults={"holder": uuid4(), "until": until})


def test_the_second_is_told_how_long() -> None:
    with turn(7), pytest.raises(Taken) as taken, turn(7):
        pytest.fail("two at a time")
    assert taken.value.seconds == 7


def test_it_is_free_when_the_block_is_over_however_it_ends() -> None:
    with pytest.raises(ZeroDivisionError), turn(60):
        raise ZeroDivisionError
    with turn(60):
        pass
    with turn(60):
        pass


def test_after_a_rest_only_if_one_was_asked_for() -> None:
    with turn(60, rest=5):
        pass
    with pytest.raises(Taken) as taken, turn(60):
        pytest.fail("nobody has it now")
    assert taken.value.seconds == 5


@pytest.mark.parametrize(("public_host", "rest"), [("learn.example.org", 4), ("", 0)])
def test_among_strangers_others_write_for_as_long_as_they_waited(
    public_host: str, rest: int, settings: Settings
) -> None:
    settings.PUBLIC_HOST = public_host
    assert _rest(Dials(gap_ms=2000, tries=5)) == rest  # two tries: all of them together are bounded


def test_what_a_dead_process_held_is_over_by_itself() -> None:
    held_until(-0.001)
    with turn(60):
        assert Turn.objects.get().seconds_left(timezone.now()) > 50


def test_whoever_outstayed_the_turn_does_not_end_the_next_ones() -> None:
    with turn(60):
        held_until(30)  # somebody else has it by now
    with pytest.raises(Taken), turn(1):
        pytest.fail("two at a time")


def test_of_two_at_the_same_moment_one_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    held_until(5)
    monkeypatch.setattr("demos.early.turns._refuse_if_taken", _only_if_said)
    with pytest.raises(Taken), turn(1):
        pytest.fail("two at a time")


def _only_if_said(at_least: int = 0) -> None:
    if at_least:
        raise Taken(at_least)
