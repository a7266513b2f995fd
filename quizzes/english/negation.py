"""Which words of a text are denied: "does not block", "never waits", "without making users wait".

A denial reaches forward to the end of its clause, but no further than REACH words, because
learners leave out commas. Two denials of the same word cancel: "cannot avoid waiting".
"Without" and "instead of" before a plain noun deny that noun only, so that "without background
tasks users wait" still says that users wait.
"""

from collections.abc import Sequence

from quizzes.english.small_words import NEGATORS
from quizzes.english.words import Word

REACH = 10
IN_TWO_WORDS = {"instead": "of", "rather": "than"}
NO_DENIAL_BEFORE = frozenset({"only", "just", "merely", "simply", "matter", "doubt", "wonder"})
SPARED = frozenset({"keep", "save", "spare", "free", "protect"})  # "saves users from waiting"
SPARED_WITHIN = 4
SMALL_WORDS = frozenset({"a", "an", "any", "the", "all", "this", "that", "these", "those"})
LETTING = frozenset({"let", "make", "have", "keep", "force"})
NOUNS_WITHOUT = 2


def denied(words: Sequence[Word]) -> frozenset[int]:
    """The positions in `words` that stand under an odd number of denials."""
    times = [0] * len(words)
    for position in range(len(words)):
        for reached in reach(words, position):
            times[reached] += 1
    return frozenset(position for position, count in enumerate(times) if count % 2)


def reach(words: Sequence[Word], at: int) -> range:
    """The positions that the word at `at` denies: none, unless it is a negator."""
    end = _clause_end(words, at)
    if words[at].lower == "without":
        return _nouns_or_clause(words, at + 1, end)
    if words[at].lower in IN_TWO_WORDS:
        in_place_of = _following(words, at) == IN_TWO_WORDS[words[at].lower]
        return _nouns_or_clause(words, at + 2, end) if in_place_of else range(0)
    return range(at + 1, end) if is_negator(words, at) else range(0)


def _clause_end(words: Sequence[Word], at: int) -> int:
    limit = min(len(words), at + 1 + REACH)
    return next((i for i in range(at + 1, limit) if words[i].clause != words[at].clause), limit)


def _following(words: Sequence[Word], at: int) -> str:
    return words[at + 1].lower if at + 1 < len(words) else ""


def is_negator(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` denies what follows."""
    lower = words[at].lower
    if lower == "from":
        return any(before.stem in SPARED for before in words[max(0, at - SPARED_WITHIN) : at])
    return (lower in NEGATORS or lower.endswith("n't")) and _following(words, at) not in NO_DENIAL_BEFORE


def _nouns_or_clause(words: Sequence[Word], start: int, end: int) -> range:
    """To the end of the clause before a verb ("without making users wait"), else over the noun only.

    A denial of its own is no noun: "without a worker nothing happens".
    """
    end = next((i for i in range(start, end) if words[i].lower in NEGATORS), end)
    nouns = [i for i in range(start, end) if words[i].lower not in SMALL_WORDS][:NOUNS_WITHOUT]
    if any(words[i].lower.endswith("ing") or words[i].lower in LETTING for i in nouns):
        return range(start, end)
    return range(start, nouns[-1] + 1) if nouns else range(0)
