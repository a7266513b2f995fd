import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.same_answer import (
    is_the_same_code,
    nearly_says_the_same,
    says_something,
    says_the_same,
)


class TestSaysTheSame:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("Worker", "worker"),
            ("  the workers. ", "worker"),
            ("background-task", "background tasks"),
            ("backgroundtask", "background task"),
            ("on commit", "on_commit"),
            ("transaction.on_commit()", "transaction on commit"),
            ("ｗｏｒｋｅｒ", "worker"),  # full width
            ("cafe\u0301", "caf\u00e9"),  # a letter and its accent apart
            ("STRASSE", "straße"),
            ("3", "3"),
        ],
    )
    def test_whatever_case_spaces_punctuation_and_endings(self, typed: str, meant: str) -> None:
        assert says_the_same(typed, meant)

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("queue", "worker"), ("worker queue", "worker"), ("wroker", "worker"), ("", "worker"), ("?", "!")],
    )
    def test_other_words_are_not_the_same(self, typed: str, meant: str) -> None:
        assert not says_the_same(typed, meant)

    def test_an_article_alone_is_a_word(self) -> None:
        assert says_the_same("The", "the")

    @given(st.text(max_size=40), st.text(max_size=40))
    def test_either_way_round(self, one: str, other: str) -> None:
        assert says_the_same(one, other) == says_the_same(other, one)

    @given(st.text(max_size=200))
    def test_each_text_with_a_word_says_the_same_as_itself(self, text: str) -> None:
        assert says_the_same(text, text) == says_something(text)


class TestNearlySaysTheSame:
    @pytest.mark.parametrize("typed", ["wroker", "workar", "workerr", "wroker proces"])
    def test_forgives_one_slip_in_a_long_word(self, typed: str) -> None:
        meant = "worker process" if " " in typed else "worker"

        assert nearly_says_the_same(typed, meant)

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("tusk", "task"),  # a short word may be another one
            ("xorker", "worker"),  # the first letter
            ("wroekr", "worker"),  # two slips
            ("worker", "worker process"),
            ("synchronous", "asynchronous"),
            ("worer", "worker"),  # five letters are too few to be sure
        ],
    )
    def test_forgives_no_more(self, typed: str, meant: str) -> None:
        assert not nearly_says_the_same(typed, meant)

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("worked", "worker"),
            ("worker", "worked"),
            ("served", "server"),
            ("serve", "server"),
            ("massage", "message"),
            ("casual", "causal"),
            ("broken", "broker"),
            ("a broken queue", "a broker queue"),
        ],
    )
    def test_another_word_of_english_is_no_slip(self, typed: str, meant: str) -> None:
        assert not nearly_says_the_same(typed, meant)


class TestIsTheSameCode:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("send . delay( 7 )", "send.delay(7)"),
            ("  return  x\n", "return x"),
            ("f(a,b)", "f(a, b)"),
            ("say(“hi”)", 'say("hi")'),  # a phone's quotes
            ("send(7);", "send(7)"),
            ("`send(7)`", "send(7)"),
            ("```send(7); ```;", "send(7)"),
        ],
    )
    def test_whatever_is_around_it(self, typed: str, meant: str) -> None:
        assert is_the_same_code(typed, meant)

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("returnx", "return x"), ("Send(7)", "send(7)"), ("send(7).", "send(7)"), (";", "`")],
    )
    def test_every_letter_and_sign_counts(self, typed: str, meant: str) -> None:
        assert not is_the_same_code(typed, meant)
