"""A text as words: where each stands, what its stem is, and which clause and sentence hold it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from quizzes.english.irregular import BASE
from quizzes.english.small_words import CLAUSE_OPENERS

# What does not end a word: apostrophes, accents of their own, and letters that nobody sees (soft hyphens,
# zero-width spaces and joiners).
APOSTROPHES = "'’ʼ＇"
ACCENTS = "\u0300-\u036f"
UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}{ACCENTS}{UNSEEN}]+[^\W_]+|[{ACCENTS}{UNSEEN}]+)*")
NOT_READ = re.compile(f"[{UNSEEN}]")
ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
CONTRACTED = re.compile(r"'(?:ll|re|ve|d|m|s)$")  # "they'll" is "they"; "don't" stays what it is
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s|\n\s*[-*•\n]")
NUMBERED = re.compile(r"\d+[.)]\s")
HYPHENS = frozenset("-‐‑")
CLAUSE_END = re.compile(r"[,;:()\[\]—–]|\s-+\s")
# What stands between backticks, and the brackets of a call, which may hold another. But for commas, its signs
# part nothing: transaction.on_commit(lambda: send.delay(7)) is one clause.
CODE = re.compile(r"(?<!\w)`[^`\n]+`(?!\w)|(?<=\w)\((?:[^()\n]|\([^()\n]*+\))*+\)")
SIGN = re.compile(r"[^\w\s,;]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `start` and `end` are offsets in characters of the text itself.

    `lower` is without what is contracted to it: "they" for "They'll". `hyphened` if a hyphen ties it to the
    word before.
    """

    start: int
    end: int
    lower: str
    stem: str
    sentence: int
    clause: int
    hyphened: bool = False


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text in order. Clauses and sentences are numbered through the whole text."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Word]:
    sentence = clause = 0
    signs = CODE.sub(lambda code: SIGN.sub(" ", code[0]), text)
    before: re.Match[str] | None = None
    held: list[str] = []  # the words of the clause so far
    for match in WORD.finditer(text):
        lower = _as_read(match[0])
        hyphened = False
        if before is not None:
            gap = signs[before.end() : match.start()]
            hyphened = gap in HYPHENS
            ends_sentence = _ends_sentence(gap, before[0], text, match.start())
            if ends_sentence or CLAUSE_END.search(gap) or _opens_clause(lower, held):
                sentence, clause, held = sentence + ends_sentence, clause + 1, []
        yield Word(match.start(), match.end(), lower, stem(lower), sentence, clause, hyphened)
        held.append(lower)
        before = match


def _opens_clause(lower: str, held: Sequence[str]) -> bool:
    """Whether a word ends the clause `held`. "Then" in "and then" does not, nor "as" in "as soon as"."""
    if lower == "as" and "as" in held[-2:]:
        return False
    return lower in CLAUSE_OPENERS and held[-1] not in CLAUSE_OPENERS


def _as_read(written: str) -> str:
    """In small letters; without accents that no keyboard has, letters that nobody sees, and contractions."""
    seen = unicodedata.normalize("NFC", NOT_READ.sub("", written.translate(ONE_APOSTROPHE)))
    return CONTRACTED.sub("", seen.lower())


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
    """The Snowball (Porter 2) stem of the word, or of its base if its form is irregular.

    A stemmer holds state while it works, so threads do not share one.
    """
    return str(snowballstemmer.stemmer("english").stemWord(BASE.get(lower, lower)))
