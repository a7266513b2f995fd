from datetime import timedelta

import pytest

from tutorial.intervals import in_words, session_in_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "1 min"),
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=9, seconds=58), "10 min"),
        (timedelta(minutes=59, seconds=40), "1 hour"),
        (timedelta(hours=2, minutes=50), "3 hours"),
        (timedelta(hours=23, minutes=50), "1 day"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=46), "46 days"),
        (timedelta(days=163), "5 months"),
        (timedelta(days=498), "16 months"),
        (timedelta(days=1346), "4 years"),
    ],
)
def test_in_words(span: timedelta, words: str) -> None:
    assert in_words(span) == words


@pytest.mark.parametrize(
    ("cards", "span", "words"),
    [
        (1, timedelta(seconds=20), "One card in under a minute"),
        (2, timedelta(seconds=70), "Two cards in one minute"),
        (5, timedelta(minutes=6), "Five cards in six minutes"),
        (12, timedelta(minutes=12), "12 cards in 12 minutes"),
    ],
)
def test_session_in_words(cards: int, span: timedelta, words: str) -> None:
    assert session_in_words(cards, span) == words
