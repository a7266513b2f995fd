"""The words that the rules of one prompt look for, and where a text uses them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizzes.english.slips import Spellings
from quizzes.english.words import Word, stem, words_in

JOINED = 6  # letters of a word that may be written in two ("back ground"); fewer if a hyphen ties them
HYPHENED = 4


@dataclass(frozen=True, slots=True)
class Use:
    """A text uses a word or phrase of `group`. `first` and `last` count words, both inclusive.

    `read_as` is the entry of the group that it was read as: "immediately" for "imediately".
    """

    group: str
    first: int
    last: int
    read_as: str

    @property
    def place(self) -> tuple[int, int]:
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class _Entry:
    group: str
    phrase: str
    stems: tuple[str, ...]


class Vocabulary:
    """Groups of words and phrases that mean the same, e.g. {"wait": ["wait", "sit there"]}."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._spellings = Spellings()
        self._stems: set[str] = set()
        for group, phrases in groups.items():
            for phrase in phrases:
                self._add(group, phrase)

    def uses(self, words: Sequence[Word]) -> tuple[Use, ...]:
        """Every use of every group, in the order of the text. A phrase never runs over a sentence's end."""
        return tuple(self._find(words, [self._meant(word) for word in words]))

    def _add(self, group: str, phrase: str) -> None:
        words = words_in(phrase)
        self._enter(_Entry(group, phrase, tuple(word.stem for word in words)))
        if len(words) == len(("time", "out")):  # and "timeout"
            self._enter(_Entry(group, phrase, (stem("".join(word.lower for word in words)),)))
        for word in words:
            self._stems.add(word.stem)
            self._spellings.add(word)

    def _enter(self, entry: _Entry) -> None:
        alike = self._entries.setdefault(entry.stems[0], [])
        if all((known.group, known.stems) != (entry.group, entry.stems) for known in alike):
            alike.append(entry)

    def _find(self, words: Sequence[Word], stems: Sequence[str]) -> Iterator[Use]:
        for first in range(len(words)):
            whole = {(use.group, use.place): use for use in self._from(first, words, stems)}
            in_two = {(use.group, use.place): use for use in self._in_two_words(first, words)}
            yield from (in_two | whole).values()

    def _in_two_words(self, first: int, words: Sequence[Word]) -> Iterator[Use]:
        joined = _joined(words, first)
        for entry in self._entries.get(joined, ()) if joined else ():
            if entry.stems == (joined,):
                yield Use(entry.group, first, first + 1, entry.phrase)

    def _from(self, first: int, words: Sequence[Word], stems: Sequence[str]) -> Iterator[Use]:
        for entry in self._entries.get(stems[first], ()):
            last = first + len(entry.stems) - 1
            if (
                tuple(stems[first : last + 1]) == entry.stems
                and words[last].sentence == words[first].sentence
            ):
                yield Use(entry.group, first, last, entry.phrase)

    def _meant(self, word: Word) -> str:
        """The word's stem; for a long word with one slip the stem of the word meant."""
        if word.stem in self._stems or word.stem in self._entries:
            return word.stem
        return self._spellings.meant(word) or word.stem


def _joined(words: Sequence[Word], first: int) -> str:
    """The stem of this word and the next as one ("e-mail", "back ground"); "" if that is too short."""
    if first + 1 == len(words) or words[first].clause != words[first + 1].clause:
        return ""
    together = words[first].lower + words[first + 1].lower
    return stem(together) if len(together) >= (HYPHENED if words[first + 1].hyphened else JOINED) else ""
