"""Which words of a text are denied: "does not block", "never waits", "without making users wait".

A negation reaches forward to the end of its clause, but no further than REACH words, because
learners leave out commas. Two negations over the same word cancel: "cannot avoid waiting".
"Without" before a plain noun denies that noun only, so that "without background tasks users wait"
still says that users wait.
"""

from collections.abc import Sequence

from quizzes.explain.words import Word

REACH = 10
NEGATORS = frozenset(
    "not never no nobody none nothing neither nor hardly cannot cant dont doesnt didnt isnt arent wont "
    "wouldnt shouldnt havent hasnt wasnt couldnt nowhere unable "
    "avoid avoids avoided avoiding prevent prevents prevented preventing stop stops stopped stopping "
    "spare spares spared sparing save saves saved saving".split()
)
ONLY_BEFORE_FROM = frozenset("spare spares spared sparing save saves saved saving".split())
ONLY_BEFORE_OF = frozenset({"instead"})
ONLY_BEFORE_THAN = frozenset({"rather"})
NOT_A_DENIAL = frozenset("only just merely simply matter doubt wonder longer".split()) - {"longer"}
SMALL_WORDS = frozenset("a an any the all this that these those having to".split())
WITHOUT_REACH = 2


def denied(words: Sequence[Word]) -> frozenset[int]:
    """The positions in `words` that stand under an odd number of negations."""
    under = [0] * len(words)
    for position in range(len(words)):
        for reached in _scope(words, position):
            under[reached] += 1
    return frozenset(position for position, count in enumerate(under) if count % 2)
