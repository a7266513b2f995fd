from hypothesis import given
from hypothesis import strategies as st

from quizzes.order import asks_the_same, only, shuffled
from tests.quizzes.questions import a_question, a_quiz

QUIZ = a_quiz(
    a_question("q1", right="a1", wrong=("a2", "a3")),
    a_question("q2", right="b1", wrong=("b2", "b3")),
    a_question("q3", right="c1", wrong=("c2", "c3")),
)
CONTENTS = {"q1": ["a1", "a2", "a3"], "q2": ["b1", "b2", "b3"], "q3": ["c1", "c2", "c3"]}


class TestShuffled:
    @given(seed=st.integers(min_value=0, max_value=2**32 - 1))
    def test_holds_every_question_with_its_options_once(self, seed: int) -> None:
        order = shuffled(QUIZ.questions, seed=seed)

        assert len(order) == 3
        assert {question: sorted(options) for question, options in order} == CONTENTS

    @given(seed=st.integers(min_value=0, max_value=2**32 - 1))
    def test_is_the_same_for_the_same_seed(self, seed: int) -> None:
        assert shuffled(QUIZ.questions, seed=seed) == shuffled(QUIZ.questions, seed=seed)

    def test_differs_between_seeds(self) -> None:
        assert len({str(shuffled(QUIZ.questions, seed=seed)) for seed in range(20)}) > 10


class TestOnly:
    @given(seed=st.integers(min_value=0), kept=st.sets(st.sampled_from(["q1", "q2", "q3"])))
    def test_keeps_the_orders(self, seed: int, kept: set[str]) -> None:
        order = shuffled(QUIZ.questions, seed=seed)

        assert only(order, kept) == [entry for entry in order if entry[0] in kept]


class TestAsksTheSame:
    def test_whatever_the_order(self) -> None:
        assert asks_the_same([("q1", ["a", "b"]), ("q2", ["c"])], [("q2", ["c"]), ("q1", ["b", "a"])])

    def test_not_with_another_option_or_question(self) -> None:
        assert not asks_the_same([("q1", ["a", "b"])], [("q1", ["a", "x"])])
        assert not asks_the_same([("q1", ["a"])], [("q1", ["a"]), ("q2", ["c"])])
