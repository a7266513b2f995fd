"""Misspellings: which known word was meant by one that is not known.

A slip is a letter too many, too few, or wrong, or two swapped, in a word of LONG_WORD letters or more whose
first letter is right, and which is no other word of English. Every spelling is filed under itself and under
itself with each one of its letters left out, so that a word is looked up in a few steps, however many are
known.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from quizzes.english.irregular import BASE
from quizzes.english.small_words import REAL_WORDS
from quizzes.english.words import Word

LONG_WORD = 6
LONG_STEM = 5
ENDINGS = frozenset({"ed", "er", "en", "es"})


class Spellings:
    """The spellings of known words, each with its stem."""

    def __init__(self) -> None:
        self._filed: dict[str, dict[str, str]] = {}
        self._longest = 0

    def add(self, word: Word) -> None:
        for spelling in _long_spellings(word):
            self._longest = max(self._longest, len(spelling))
            for part in _with_one_left_out(spelling):
                self._filed.setdefault(part, {})[spelling] = word.stem

    def meant(self, word: Word) -> str | None:
        """The stem of the word that was meant; None if there is no telling."""
        if word.lower in REAL_WORDS or word.lower in BASE or len(word.lower) > self._longest + 1:
            return None
        for written in _long_spellings(word):
            for part in _with_one_left_out(written):
                for spelling, stem in self._filed.get(part, {}).items():
                    if _differ_by_slip(written, spelling):
                        return stem
        return None


def is_slip(written: Word, meant: Word) -> bool:
    """Whether the one is the other with a slip in it."""
    spellings = Spellings()
    spellings.add(meant)
    return spellings.meant(written) is not None


def _long_spellings(word: Word) -> tuple[str, ...]:
    """A word as written and its stem ("freezs" is near "freez"), where they are long enough to be sure."""
    if len(word.lower) < LONG_WORD:
        return ()
    return tuple(spelling for spelling in (word.lower, word.stem) if len(spelling) >= LONG_STEM)


def _with_one_left_out(spelling: str) -> Iterator[str]:
    yield spelling
    yield from (spelling[:at] + spelling[at + 1 :] for at in range(len(spelling)))


def _differ_by_slip(written: str, spelling: str) -> bool:
    return (
        written[0] == spelling[0]
        and not _differ_by_ending(written, spelling)
        and OSA.distance(written, spelling, score_cutoff=1) <= 1
    )


def _differ_by_ending(written: str, spelling: str) -> bool:
    """ "worked" is no "worker", and "served" no "server": both are words."""
    return written[:-2] == spelling[:-2] and written != spelling and {written[-2:], spelling[-2:]} <= ENDINGS
