from datetime import timedelta

import pytest

from tests.tutorial.cards import NOON
from tutorial.templatetags.progress import ago, ahead


@pytest.mark.parametrize(
    ("span", "past", "future"),
    [
        (timedelta(0), "just now", "now"),
        (timedelta(seconds=59), "just now", "in 1 min"),
        (timedelta(minutes=5), "5 min ago", "in 5 min"),
        (timedelta(days=2), "2 days ago", "in 2 days"),
    ],
)
def test_when_is_said_as_a_person_would(span: timedelta, past: str, future: str) -> None:
    assert ago(NOON - span, NOON) == past
    assert ahead(NOON + span, NOON) == future


def test_what_was_due_before_is_due_now() -> None:
    assert ahead(NOON - timedelta(days=3), NOON) == "now"
