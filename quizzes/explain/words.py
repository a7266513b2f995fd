"""A text as words: where each stands, what its stem is, and which clause and sentence hold it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from quizzes.explain.english import CLAUSE_OPENERS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s|\n\s*[-*•\n]")
NUMBERED = re.compile(r"\d+[.)]\s")
CLAUSE_END = re.compile(r"[,;:()\[\]—–\"“”]|\s-+\s")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `start` and `end` are offsets in characters of the text itself."""

    start: int
    end: int
    lower: str
    stem: str
    sentence: int
    clause: int


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text in order. Clauses and sentences are numbered through the whole text."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Word]:
    sentence = clause = 0
    before: re.Match[str] | None = None
    for match in WORD.finditer(text):
        lower = match[0].lower().replace("’", "'")
        if before is not None:
            gap = text[before.end() : match.start()]
            if _ends_sentence(gap, before[0], text, match.start()):
                sentence += 1
                clause += 1
            elif lower in CLAUSE_OPENERS or CLAUSE_END.search(gap):
                clause += 1
        yield Word(match.start(), match.end(), lower, stem(lower), sentence, clause)
        before = match


def _ends_sentence(gap: str, before: str, text: str, after: int) -> bool:
    """Whether a sentence ends in the gap between the word `before` and the one at `after`."""
    if SENTENCE_END.search(gap):
        abbreviated = len(before) == 1 and before.isalpha() and before != "I"  # "e.g. "
        return not abbreviated or gap.strip() != "."
    if "\n" in gap:
        return NUMBERED.match(text, after) is not None
    return gap == "." and before[-1].islower() and text[after].isupper()  # the space was forgotten


@lru_cache(maxsize=20_000)
def stem(lower: str) -> str:
    """The Snowball (Porter 2) stem. A stemmer holds state while it works, so threads do not share one."""
    return str(snowballstemmer.stemmer("english").stemWord(lower))
