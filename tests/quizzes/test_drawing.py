from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizzes.drawing import draw, questions_of
from quizzes.kinds.question import Difficulty
from tests.quizzes.questions import a_question
from tutorial.library import library

LEVELS = list(Difficulty)
SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
POOLS = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from("abcdef")), min_size=1, max_size=40)


def pool(kinds: list[tuple[Difficulty, str]]) -> list[object]:
    return [
        a_question(f"q{number}").model_copy(update={"level": level, "concepts": (concept,)})
        for number, (level, concept) in enumerate(kinds)
    ]


class TestDraw:
    @given(kinds=POOLS, seed=SEEDS)
    def test_different_questions_as_many_as_there_are_up_to_ten(
        self, kinds: list[tuple[Difficulty, str]], seed: int
    ) -> None:
        drawn = draw(pool(kinds), seed=seed)  # type: ignore[arg-type]

        assert len({question.id for question in drawn}) == len(drawn) == min(10, len(kinds))

    @given(kinds=POOLS, seed=SEEDS)
    def test_levels_differ_by_one_at_the_most_while_each_has_questions_left(
        self, kinds: list[tuple[Difficulty, str]], seed: int
    ) -> None:
        there = Counter(level for level, _ in kinds)
        drawn = Counter(question.level for question in draw(pool(kinds), seed=seed))  # type: ignore[arg-type]

        left = [drawn[level] for level in LEVELS if drawn[level] < there[level]]
        assert all(most - few <= 1 for few in left for most in drawn.values())

    @given(kinds=POOLS, seed=SEEDS, chance=st.randoms())
    def test_a_seed_gives_the_same_however_the_files_are_arranged(
        self, kinds: list[tuple[Difficulty, str]], seed: int, chance: object
    ) -> None:
        questions = pool(kinds)
        again = [*questions]
        chance.shuffle(again)  # type: ignore[attr-defined]

        assert draw(questions, seed=seed) == draw(again, seed=seed)  # type: ignore[arg-type]

    def test_spreads_over_the_concepts(self) -> None:
        """Six of one concept and one each of three others, all of a level: four draws meet all four."""
        kinds = [(Difficulty.EASY, concept) for concept in "aaaaaabcd"]
        for seed in range(20):
            drawn = draw(pool(kinds), seed=seed, count=4)  # type: ignore[arg-type]
            assert {question.concepts[0] for question in drawn} == set("abcd")

    def test_differs_between_seeds(self) -> None:
        questions = questions_of(library().course)
        assert len({tuple(question.id for question in draw(questions, seed=seed)) for seed in range(20)}) > 10
