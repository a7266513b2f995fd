"""Which words of a text are left open, and so are neither said nor denied.

- What the writer does not know, or rejects: "I am not sure whether it waits", "it is wrong that it waits".
  What another does not know may well be what matters, and is told: "the broker can't know if it was done".
- What they ask: "Does it wait?" A question in quotes or brackets is part of what is told.
- A denied comparison, which leaves things as they are: "it does not wait less".

A doubt reaches to the end of its clause, and over an "and" or an "or" without a comma: "I don't know
whether users wait and the page hangs, but a worker does the work" tells what the worker does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from quizzes.english.negation import is_negator, reach
from quizzes.english.small_words import BETWEEN_DENIAL_AND_KNOWING, CLAUSE_OPENERS, GLUE
from quizzes.english.words import Word

QUESTION = re.compile(r"\?[?!.…]*(?:\s|$)")
REACH = 30

THAT = frozenset({"that"})
OPENERS = THAT | {"whether", "wether", "if", "why", "how", "when", "where", "what", "which", "who"}
OPENERS_OR_NONE = OPENERS | {""}  # "not sure whether users wait", "not sure users wait"
WRONG = frozenset({"wrong", "false", "untrue", "incorrect", "myth"})
UNCLEAR = frozenset({"unclear", "uncertain", "doubtful"})
TRUE = frozenset({"true", "correct", "case"})
CLEAR = frozenset({"clear", "known"})
KNOW = frozenset({"know", "knows", "knew", "say", "tell", "idea", "clue"})
SURE = frozenset({"sure", "certain", "convinced"})
WONDER = frozenset({"wonder", "wondering", "wondered", "doubt"})
OPENED_BY = {
    **dict.fromkeys(WRONG | TRUE, THAT),
    **dict.fromkeys(UNCLEAR | CLEAR | KNOW, OPENERS),
    **dict.fromkeys(SURE | WONDER | {"unsure"}, OPENERS_OR_NONE),
}
IF_DENIED = TRUE | CLEAR | KNOW | SURE
IF_THE_WRITERS = KNOW | SURE | {"unsure"}
WRITER = frozenset({"i", "we"})
WRITER_WITHIN = 2

GOES_ON = frozenset({"and", "or", "nor", "if", "when"})
COMPARED = frozenset({"less", "fewer", "shorter", "longer"})
NO_LONGER = frozenset({"no", "any", "much"})


def left_open(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The positions in `words`, which are those of `text`, that are neither said nor denied."""
    places = set(_asked(text, words))
    for at in range(len(words)):
        places.update(_doubted(text, words, at), _compared(words, at))
    return frozenset(places)


def _asked(text: str, words: Sequence[Word]) -> Iterator[int]:
    for _, places in groupby(range(len(words)), key=lambda place: words[place].sentence):
        held = list(places)
        if QUESTION.search(_gap_after(text, words, held[-1])):
            yield from held


def _doubted(text: str, words: Sequence[Word], at: int) -> range:
    """The positions that the word at `at` leaves open: none, unless it tells of a doubt."""
    openers = OPENED_BY.get(words[at].lower)
    if not openers or not _is_doubt(words, at):
        return range(0)
    after = at + 1
    if after < len(words) and words[after].sentence == words[at].sentence and words[after].lower in openers:
        return range(after + 1, _doubt_end(text, words, after))
    return range(after, _doubt_end(text, words, at)) if "" in openers else range(0)


def _is_doubt(words: Sequence[Word], at: int) -> bool:
    lower = words[at].lower
    if lower in WONDER:
        return any(word.lower in WRITER for word in words[max(0, at - WRITER_WITHIN) : at])
    begins = _denial_of(words, at) if lower in IF_DENIED else at
    return begins is not None and (lower not in IF_THE_WRITERS or _is_the_writers(words, begins))


def _denial_of(words: Sequence[Word], at: int) -> int | None:
    """Where the word at `at` is denied, with nothing of weight between: "no one really knows"."""
    for place in _clause_before(words, at):
        if is_negator(words, place):
            return place
        if words[place].lower not in BETWEEN_DENIAL_AND_KNOWING:
            return None
    return None


def _is_the_writers(words: Sequence[Word], at: int) -> bool:
    """Whether nobody else stands before the word at `at` in its clause: "I am not sure", "Nobody knows"."""
    before = {words[place].lower for place in _clause_before(words, at)}
    return bool(before & WRITER) or before <= CLAUSE_OPENERS


def _clause_before(words: Sequence[Word], at: int) -> Iterator[int]:
    """The positions before `at` in its clause, the nearest first; no more than REACH."""
    for place in range(at - 1, max(-1, at - 1 - REACH), -1):
        if words[place].clause != words[at].clause:
            return
        yield place


def _doubt_end(text: str, words: Sequence[Word], at: int) -> int:
    limit = min(len(words), at + 1 + REACH)
    return next((place for place in range(at + 1, limit) if _ends_doubt(text, words, place)), limit)


def _ends_doubt(text: str, words: Sequence[Word], at: int) -> bool:
    if words[at].clause == words[at - 1].clause:
        return False
    return words[at].lower not in GOES_ON or bool(_gap_after(text, words, at - 1).strip())


def _gap_after(text: str, words: Sequence[Word], at: int) -> str:
    return text[words[at].end : words[at + 1].start if at + 1 < len(words) else len(text)]


def _compared(words: Sequence[Word], at: int) -> range:
    """The positions that the word at `at` denies, if these compare: "not wait less"."""
    denied = reach(words, at)
    return denied if any(_compares(words, place) for place in denied) else range(0)


def _compares(words: Sequence[Word], at: int) -> bool:
    """Whether it compares what is done: not "less important work", "no longer", "longer than a moment"."""
    if words[at].lower not in COMPARED:
        return False
    following = next((word.lower for word in words[at + 1 : at + 2] if word.clause == words[at].clause), "")
    if words[at].lower == "longer" and (words[at - 1].lower in NO_LONGER or following == "than"):
        return False
    return not following or following in GLUE or following == "time"
