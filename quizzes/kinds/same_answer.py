"""Whether two short answers say the same, however they are written."""

import re
import unicodedata
from functools import lru_cache
from string import whitespace

from quizzes.english.slips import is_slip
from quizzes.english.words import Word, words_in

ARTICLES = frozenset({"a", "an", "the"})
STRAIGHT = str.maketrans("‘’‚“”„−", "'''\"\"\"-")  # what a phone's keyboard makes of quotes and minus signs
WHITESPACE_THAT_PARTS_NOTHING = re.compile(r" (?!\w)|(?<!\w) ")
AROUND_CODE = "`" + whitespace
AFTER_CODE = ";" + AROUND_CODE


def says_something(text: str) -> bool:
    """Whether there is a word in it at all."""
    return bool(_words(text))


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts have the same words, by their stems, wherever they are written apart or together.

    Case, punctuation and articles do not count, nor does the form in which Unicode writes a letter.
    """
    return not _keys(one).isdisjoint(_keys(other))


def nearly_says_the_same(typed: str, meant: str) -> bool:
    """Whether all words are the same but for one slip in each of the long ones."""
    words = _words(typed), _words(meant)
    return len(words[0]) == len(words[1]) and all(map(_is_nearly, *words))


def is_the_same_code(one: str, other: str) -> bool:
    """Whether two pieces of code differ in nothing but whitespace that does not part two words.

    Nor does what people put around a piece of code count: backticks, and a semicolon at its end.
    """
    return _code(one) == _code(other)


def _is_nearly(typed: Word, meant: Word) -> bool:
    return typed.stem == meant.stem or is_slip(typed, meant)


def _keys(text: str) -> frozenset[str]:
    """The words written together: stem by stem, and as one word with its stem."""
    words = _words(text)
    together = words_in("".join(word.lower for word in words))
    return frozenset({"".join(word.stem for word in words), "".join(word.stem for word in together)} - {""})


@lru_cache(maxsize=2000)
def _words(text: str) -> tuple[Word, ...]:
    words = words_in(unicodedata.normalize("NFKC", text).casefold())
    return tuple(word for word in words if word.lower not in ARTICLES) or words


def _code(text: str) -> str:
    straight = unicodedata.normalize("NFC", text).translate(STRAIGHT)
    bare = straight.strip(AROUND_CODE).rstrip(AFTER_CODE) or straight
    return WHITESPACE_THAT_PARTS_NOTHING.sub("", " ".join(bare.split()))
