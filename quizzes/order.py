"""The order of an attempt: shuffled once, from a seed, then kept.

As JSON: [[question id, [option id, ...]], ...]
"""

from collections.abc import Collection, Sequence
from random import Random

from quizzes.kinds import AnyQuestion

Order = list[tuple[str, list[str]]]


def shuffled(questions: Sequence[AnyQuestion], *, seed: int) -> Order:
    """All the questions, and the options of each. The same seed gives the same order."""
    chance = Random(seed)  # noqa: S311  # an order, not a secret
    return _with_options(chance.sample(questions, k=len(questions)), chance)


def kept(questions: Sequence[AnyQuestion], *, seed: int) -> Order:
    """The questions as they come, with the options of each shuffled."""
    return _with_options(questions, Random(seed))  # noqa: S311  # an order, not a secret


def only(order: Order, questions: Collection[str]) -> Order:
    """The same order, with some of its questions."""
    return [(question, options) for question, options in order if question in questions]


def asks_the_same(one: Order, other: Order) -> bool:
    """Whether two orders hold the same questions with the same options, however arranged."""
    return _contents(one) == _contents(other)


def _with_options(questions: Sequence[AnyQuestion], chance: Random) -> Order:
    return [(question.id, question.shuffled(chance)) for question in questions]


def _contents(order: Order) -> dict[str, frozenset[str]]:
    return {question: frozenset(options) for question, options in order}
