"""What a sentence is about, for the next one that begins with "it" or "they".

"The worker is another program. It takes the task and runs it": the pronoun is read as the words for which it
stands, which are those that the sentence before begins with. Not across a line break.
"""

from collections.abc import Sequence
from dataclasses import replace

from quizzes.english.words import Word
from quizzes.explain.vocabulary import Use

PRONOUNS = frozenset({"it", "they", "he", "she"})
BEFORE_A_SUBJECT = frozenset(
    {"a", "an", "the", "this", "that", "each", "every", "then", "so", "now", "later"}
)


def stands_for(sentence: Sequence[Word], first: int, subject: Sequence[Use]) -> tuple[Use, ...]:
    """The pronoun at the beginning of a sentence, as uses of what the `subject` before it says.

    `first` is the place of the sentence's first word in the text. Empty if it begins with no pronoun.
    """
    if sentence[0].lower not in PRONOUNS:
        return ()
    return tuple(replace(use, first=first, last=first) for use in subject)


def subject_of(sentence: Sequence[Word], first: int, uses: Sequence[Use]) -> tuple[Use, ...]:
    """The uses that a sentence begins with, but for articles and the like."""
    start = next(
        (place for place, word in enumerate(sentence, first) if word.lower not in BEFORE_A_SUBJECT), None
    )
    return tuple(use for use in uses if use.first == start)
