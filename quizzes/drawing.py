"""A test drawn from all the questions of a course: balanced over levels and concepts, the same for a seed."""

from collections import Counter
from collections.abc import Collection
from itertools import cycle
from random import Random

from quizzes.kinds import AnyQuestion
from quizzes.kinds.question import Difficulty
from quizzes.schema import Quiz
from tutorial.library import Course

QUESTIONS_OF_A_TEST = 10


def questions_of(course: Course) -> tuple[AnyQuestion, ...]:
    """Every question of every quiz of the course."""
    return tuple(question for quiz in course.all(Quiz) for question in quiz.questions)


def draw(
    questions: Collection[AnyQuestion], *, seed: int, count: int = QUESTIONS_OF_A_TEST
) -> list[AnyQuestion]:
    """At most `count` different questions, easy ones first.

    The levels take turns, so that their numbers differ by one at the most while each has questions left.
    Within a level the next question is the one whose concepts the test has asked about least.
    """
    chance = Random(seed)  # noqa: S311  # a choice, not a secret
    left = {level: _of_level(questions, level, chance) for level in Difficulty}
    asked: Counter[str] = Counter()
    drawn: list[AnyQuestion] = []
    for level in cycle(chance.sample(list(Difficulty), k=len(Difficulty))):
        if len(drawn) == count or not any(left.values()):
            break
        if left[level]:
            question = min(left[level], key=lambda one: _weight(one, asked))
            left[level].remove(question)
            asked.update(question.concepts)
            drawn.append(question)
    return sorted(drawn, key=lambda question: list(Difficulty).index(question.level))


def _of_level(questions: Collection[AnyQuestion], level: Difficulty, chance: Random) -> list[AnyQuestion]:
    """Shuffled from the order of their ids, so that a seed does not depend on how the files are arranged."""
    found = sorted((one for one in questions if one.level is level), key=lambda one: one.id)
    return chance.sample(found, k=len(found))


def _weight(question: AnyQuestion, asked: Counter[str]) -> float:
    """How often, on average, the concepts of a question have been asked about already."""
    return sum(asked[concept] for concept in question.concepts) / len(question.concepts)
