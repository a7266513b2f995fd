"""The order of an attempt: shuffled once, from a seed, then kept.

As JSON: [[question id, [option id, ...]], ...]
"""

from collections.abc import Collection
from random import Random

from quizzes.schema import Quiz

Order = list[tuple[str, list[str]]]


def shuffled(quiz: Quiz, *, seed: int) -> Order:
    """All questions of the quiz, and the options of each. The same seed gives the same order."""
    chance = Random(seed)  # noqa: S311  # an order, not a secret
    questions = chance.sample(quiz.questions, k=len(quiz.questions))
    return [(question.id, question.shuffled(chance)) for question in questions]


def only(order: Order, questions: Collection[str]) -> Order:
    """The same order, with some of its questions."""
    return [(question, options) for question, options in order if question in questions]


def asks_the_same(one: Order, other: Order) -> bool:
    """Whether two orders hold the same questions with the same options, however arranged."""
    return _contents(one) == _contents(other)


def _contents(order: Order) -> dict[str, frozenset[str]]:
    return {question: frozenset(options) for question, options in order}
