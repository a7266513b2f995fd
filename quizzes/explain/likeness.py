"""How near a text comes to a model answer, from 0 to 1, for a prompt that has no rules.

    likeness = square root of (3/4 * terms + 1/4 * pairs)

`terms` is the share of the model answer's terms that the text uses, each weighed by its rarity in the course.
`pairs` is the share of its neighbouring terms that stand together in the text too. A term is the stem of a
word that says something (no function word), or the head of its shared synonyms. It counts only where it is
said, or denied, as in the model answer; in a sentence, not in a list; not in doubt; and not if the prompt
gives it away. The root spreads the scale where it is needed: who uses other words shares a tenth of the
terms, or a fifth.
`docs/scoring.md` says how well it does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from math import sqrt
from typing import TypeVar

from quizzes.english.doubt import left_open
from quizzes.english.negation import denied
from quizzes.english.slips import Spellings
from quizzes.english.small_words import CLAUSE_OPENERS, GLUE, NEGATORS
from quizzes.english.words import Word, words_in
from quizzes.explain.prose import is_told
from quizzes.explain.rarity import Rarity
from quizzes.explain.scorer import Span
from quizzes.explain.synonyms import shared_synonyms

Key = TypeVar("Key")

TERMS, PAIRS = 0.75, 0.25
NEIGHBOURS = 3  # terms of one sentence, the first and the last counted


class Closeness(StrEnum):
    """How near a text comes to a model answer, in words."""

    CLOSE = "close"
    PARTLY = "partly"
    FAR = "far"


# Set by the tuned samples of the prompts that have rules: docs/scoring.md shows how the held-out ones do.
LEAST = {Closeness.CLOSE: 0.30, Closeness.PARTLY: 0.15, Closeness.FAR: 0.0}


def closeness(similarity: float) -> Closeness:
    return next(name for name, least in LEAST.items() if similarity >= least)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`similarity` is from 0 to 1; `shared` are the places of the words that the model answer has too."""

    similarity: float
    shared: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says something. Two terms are the same when `meaning` and `denied` are."""

    meaning: str
    denied: bool
    sentence: int
    span: Span

    @property
    def key(self) -> tuple[str, bool]:
        return self.meaning, self.denied


class ModelAnswer:
    """What to compare with: the terms of `answer` but for those in `given`, the words of the prompt."""

    def __init__(self, answer: str, given: str, rarity: Rarity) -> None:
        words = words_in(answer)
        self._spellings = Spellings()
        for word in words:
            self._spellings.add(word)
        self._stems = {word.stem for word in words}
        self._given = {meaning(self._meant(word)) for word in words_in(given)}
        terms = list(self._terms(answer, words))
        self._terms_weigh = {term.key: rarity.weight(term.meaning) for term in terms}
        self._pairs_weigh = {pair: sum(rarity.weight(said) for said, _ in pair) for pair in _pairs(terms)}

    def compare(self, text: str) -> Likeness:
        """The same text always gets the same likeness. Never raises, whatever the text."""
        words = words_in(text)
        terms = list(self._terms(text, words, only=_told(words)))
        shared = [term for term in terms if term.key in self._terms_weigh]
        similarity = TERMS * _share({term.key for term in shared}, self._terms_weigh)
        similarity += PAIRS * _share(_pairs(terms), self._pairs_weigh)
        return Likeness(round(sqrt(similarity), 4), tuple(term.span for term in shared))

    def _terms(self, text: str, words: Sequence[Word], only: frozenset[int] | None = None) -> Iterator[Term]:
        """The terms of a text that the prompt has not given; of the sentences `only`, if these are named."""
        denials, doubts = denied(words), left_open(text, words)
        for place, word in enumerate(words):
            said = meaning(self._meant(word))
            counts = place not in doubts and (only is None or word.sentence in only)
            if counts and _says_something(word) and said not in self._given:
                yield Term(said, place in denials, word.sentence, Span(word.start, word.end))

    def _meant(self, word: Word) -> str:
        return word.stem if word.stem in self._stems else self._spellings.meant(word) or word.stem


def meaning(stem: str) -> str:
    """The stem that stands for a stem and its synonyms."""
    return _heads().get(stem, stem)


@cache
def _heads() -> dict[str, str]:
    """By the stem of each word that has shared synonyms: the stem that stands for all of them."""
    heads: dict[str, str] = {}
    for head, others in shared_synonyms().items():
        stems = [words[0].stem for words in map(words_in, [head, *others]) if len(words) == 1]
        common = next((heads[stem] for stem in stems if stem in heads), stems[0] if stems else "")
        for stem in stems:
            heads.setdefault(stem, common)
    return heads


def _says_something(word: Word) -> bool:
    return not (
        word.lower in GLUE | NEGATORS | CLAUSE_OPENERS or word.lower.endswith("n't") or len(word.lower) == 1
    )


def _told(words: Sequence[Word]) -> frozenset[int]:
    """The numbers of the sentences that are prose."""
    sentences = groupby(words, key=lambda word: word.sentence)
    return frozenset(number for number, sentence in sentences if is_told(tuple(sentence)))


def _pairs(terms: Sequence[Term]) -> set[frozenset[tuple[str, bool]]]:
    """Terms that stand near one another in a sentence, in any order."""
    return {
        frozenset({term.key, other.key})
        for place, term in enumerate(terms)
        for other in terms[place + 1 : place + NEIGHBOURS]
        if other.sentence == term.sentence and other.key != term.key
    }


def _share(found: set[Key], weights: dict[Key, float]) -> float:
    whole = sum(weights.values())
    return sum(weight for key, weight in weights.items() if key in found) / whole if whole else 0.0
