"""Is a sentence told, or is it a list of keywords?

Prose holds its terms together with function words (the, of, it, when) and light verbs (is, has, makes);
a list of keywords does not. A sentence counts as told when such words are at least a SHARE of it, and
when it is not cut by commas into a row of pieces of one to three words. "And" and "or" prove nothing,
since they tie keywords together just as well.
"""

from collections.abc import Sequence
from statistics import median

from quizzes.explain.english import GLUE
from quizzes.explain.words import Word

SHARE = 1 / 7
PIECES_OF_A_LIST = 4
WORDS_OF_A_PIECE = 3


def is_told(sentence: Sequence[Word]) -> bool:
    """Whether the words of one sentence read as prose."""
    glue = sum(word.lower in GLUE for word in sentence)
    return glue > 0 and glue >= SHARE * len(sentence) and not _is_row_of_pieces(sentence)


def _is_row_of_pieces(sentence: Sequence[Word]) -> bool:
    pieces: dict[int, int] = {}
    for word in sentence:
        pieces[word.clause] = pieces.get(word.clause, 0) + 1
    return len(pieces) >= PIECES_OF_A_LIST and median(pieces.values()) < WORDS_OF_A_PIECE
