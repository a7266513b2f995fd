"""The words that the rules of one prompt look for, and where a text uses them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from quizzes.explain.words import Word, words_in

LONG_WORD = 6
LONG_STEM = 5


@dataclass(frozen=True, slots=True)
class Use:
    """A text uses a word or phrase of `group`. `first` and `last` count words, both inclusive."""

    group: str
    first: int
    last: int


class Vocabulary:
    """Groups of words and phrases that mean the same, e.g. {"wait": ["wait", "sit there"]}."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self._phrases: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._spellings: dict[str, list[tuple[str, str]]] = {}
        self._stems: set[str] = set()
        for group, phrases in groups.items():
            for phrase in phrases:
                self._add(group, words_in(phrase))

    def uses(self, words: Sequence[Word]) -> tuple[Use, ...]:
        """Every use of every group, in the order of the text. A phrase never runs over a sentence's end."""
        return tuple(self._find(words, [self._meant(word) for word in words]))

    def _add(self, group: str, phrase: Sequence[Word]) -> None:
        stems = tuple(word.stem for word in phrase)
        known = self._phrases.setdefault(stems[0], [])
        if (group, stems) not in known:
            known.append((group, stems))
        self._stems.update(stems)
        for word in phrase:
            near = self._spellings.setdefault(word.lower[0], [])
            near.extend((spelling, word.stem) for spelling in _long_spellings(word))

    def _find(self, words: Sequence[Word], stems: Sequence[str]) -> Iterator[Use]:
        for first, opening in enumerate(stems):
            for group, phrase in self._phrases.get(opening, ()):
                last = first + len(phrase) - 1
                if tuple(stems[first : last + 1]) == phrase and words[last].sentence == words[first].sentence:
                    yield Use(group, first, last)

    def _meant(self, word: Word) -> str:
        """The word's stem; for a long word with one slip the stem of the word meant.

        A slip is a letter too many, too few, or wrong, or two swapped. The first letter is right.
        """
        if word.stem in self._stems:
            return word.stem
        slips = (
            stem
            for spelling, stem in self._spellings.get(word.lower[0], ())
            for written in _long_spellings(word)
            if OSA.distance(written, spelling, score_cutoff=1) <= 1
        )
        return next(slips, word.stem)


def _long_spellings(word: Word) -> tuple[str, ...]:
    """A word as written and its stem ("freezs" is near "freez"), where they are long enough to be sure."""
    if len(word.lower) < LONG_WORD:
        return ()
    return tuple(spelling for spelling in (word.lower, word.stem) if len(spelling) >= LONG_STEM)
