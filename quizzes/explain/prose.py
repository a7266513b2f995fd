"""Is a sentence told, or is it a list of keywords?

Prose holds its terms together with function words (the, of, it, when) and light verbs (is, has, makes);
a list of keywords does not. A sentence counts as told when such words are at least a SHARE of it, and
when it is not cut by commas into a row of short pieces. "And" and "or" prove nothing, since they tie
keywords together just as well. Nor do the function words within the terms themselves ("in the background"),
once there are so many terms that they look copied from a list.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from quizzes.english.small_words import GLUE
from quizzes.english.words import Word
from quizzes.explain.vocabulary import Use

SHARE = 1 / 7
PIECES_OF_A_LIST = 4
WORDS_OF_A_PIECE = 3
TERMS_OF_A_LIST = 6


def is_told(sentence: Sequence[Word], uses: Sequence[Use] = ()) -> bool:
    """Whether the words of one sentence read as prose.

    `uses` are the terms in it, by their places within `sentence`.
    """
    if _is_row_of_pieces(sentence, uses):
        return False
    if _could_be_a_list(sentence, uses) and not _glue(_between(sentence, uses)):
        return False
    return _glue(sentence) >= max(1, SHARE * len(sentence))


def _glue(words: Sequence[Word]) -> int:
    return sum(word.lower in GLUE for word in words)


def _could_be_a_list(sentence: Sequence[Word], uses: Sequence[Use]) -> bool:
    """Many terms, or nothing but one."""
    alone = any(use.last - use.first + 1 == len(sentence) for use in uses)
    return alone or _most_side_by_side(uses) >= TERMS_OF_A_LIST


def _most_side_by_side(uses: Sequence[Use]) -> int:
    """How many terms there are, at the most, that share no word: "worker" is in "the worker process"."""
    count, end = 0, -1
    for use in sorted(uses, key=lambda use: use.last):
        if use.first > end:
            count, end = count + 1, use.last
    return count


def _between(sentence: Sequence[Word], uses: Sequence[Use]) -> list[Word]:
    """The words that are in no term."""
    within = {place for use in uses for place in range(use.first, use.last + 1)}
    return [word for place, word in enumerate(sentence) if place not in within]


def _is_row_of_pieces(sentence: Sequence[Word], uses: Sequence[Use]) -> bool:
    pieces = list(_pieces(sentence))
    terms = {use.place for use in uses}
    if len(pieces) < PIECES_OF_A_LIST:
        return False
    bare = sum(piece in terms for piece in pieces) > len(pieces) / 2
    return bare or median(last - first + 1 for first, last in pieces) < WORDS_OF_A_PIECE


def _pieces(sentence: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The first and the last place of each clause."""
    for _, places in groupby(range(len(sentence)), key=lambda place: sentence[place].clause):
        held = list(places)
        yield held[0], held[-1]
