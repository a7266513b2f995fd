"""Whatever 2,000 characters hold, they are read in 50 milliseconds; a longer text takes as much longer."""

from statistics import median
from time import process_time

import pytest

from quizzes.english.words import stem
from quizzes.explain.forms import MOST_CHARACTERS
from quizzes.explain.schema import Prompt
from quizzes.explain.scorer import score
from tests.quizzes.explain.rubrics import found
from tutorial.library import library

LIMIT = 0.050  # seconds
TIMES_LONGER = 8
MOST_GROWTH = 3 * TIMES_LONGER  # of the time; 64 if it grew with the square of the length
TEXTS = {
    "one letter": "a",
    "one word": "background",
    "misspelt words": "imediatly seperatly backgrund respons ",
    "the words of the rules": "user wait page hang worker queue at once in the background not it ",
    "words with glue": "the user has to wait for it and not be served, ",
    "emoji": "🎭👩‍👩‍👧‍👦",
    "right to left": "المستخدم ينتظر ",
    "zero width": "w\u200ba\u200di\u2060t",
    "accents": "e\u0301\u0302\u0303\u0304",
    "full stops": ".",
    "line breaks": "\n",
    "spaces": " ",
    "dashes": " - ",
    "apostrophes": "'",
    "commas": "wait, ",
    "denials": "not never without avoid from ",
    "doubts": "I am not sure whether I wonder if nobody knows it is wrong that a ",
    "questions": "not less? ",
    "calls": "f(g(h) ",
    "backticks": "`f `g",
    "HTML": "<b onclick='x'>&amp;</b><script>",
    "nul": "\x00",
    "numbers": "1. ",
}


def seconds(text: str, prompt: Prompt) -> float:
    """Of the processor, for one text; the stems that it met before are forgotten."""
    taken = []
    for _ in range(3):
        stem.cache_clear()
        begun = process_time()
        score(text, prompt.rubric)
        taken.append(process_time() - begun)
    return median(taken)


def of_length(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


@pytest.fixture(scope="module")
def prompt() -> Prompt:
    """The prompt with the most words to look for."""
    found = max(library().all(Prompt), key=lambda each: sum(map(len, each.words.values())))
    score("warm", found.rubric)
    return found


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
class TestAnyText:
    def test_is_read_in_time(self, unit: str, prompt: Prompt) -> None:
        assert seconds(of_length(unit, MOST_CHARACTERS), prompt) < LIMIT

    def test_takes_no_more_than_its_length(self, unit: str, prompt: Prompt) -> None:
        short, long = (seconds(of_length(unit, n), prompt) for n in (2000, 2000 * TIMES_LONGER))
        assert long < max(MOST_GROWTH * short, LIMIT)


def test_what_is_said_is_found_among_all_that() -> None:
    prompt = library().find(Prompt, "why-they-matter")
    for unit in TEXTS.values():
        if "wait" not in unit and "not" not in unit:
            assert "users-wait" in found(f"The user has to wait.\n\n{of_length(unit, 1900)}", prompt.rubric)
