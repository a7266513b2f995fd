import pytest

from quizzes.explain.vocabulary import Use, Vocabulary
from quizzes.explain.words import words_in

VOCABULARY = Vocabulary(
    {
        "at-once": ["immediately", "right away"],
        "apart": ["separately", "background"],
        "worker": ["worker"],
        "reply": ["response", "responsive"],
        "wait": ["wait"],
    }
)


def uses(text: str) -> list[Use]:
    return list(VOCABULARY.uses(words_in(text)))


class TestUses:
    def test_every_form_of_a_word(self) -> None:
        assert uses("It waited, WAITING") == [Use("wait", 1, 1), Use("wait", 2, 2)]

    def test_a_phrase_is_used_as_a_whole(self) -> None:
        assert uses("right, go right away, away") == [Use("at-once", 2, 3)]

    def test_a_phrase_does_not_run_over_the_end_of_a_sentence(self) -> None:
        assert uses("You are right. Away with it") == []

    @pytest.mark.parametrize(
        ("slip", "group"),
        [
            ("imediately", "at-once"),  # a letter too few
            ("immmediately", "at-once"),  # one too many
            ("immedietely", "at-once"),  # a wrong one
            ("immedaitely", "at-once"),  # two swapped
            ("seperately", "apart"),
            ("backgroud", "apart"),
            ("responsiv", "reply"),
            ("responce", "reply"),
            ("waitting", "wait"),
        ],
    )
    def test_one_slip_in_a_long_word_is_forgiven(self, slip: str, group: str) -> None:
        assert [use.group for use in uses(slip)] == [group]

    @pytest.mark.parametrize("other", ["wain", "bait", "imedietely", "bckgrund", "fackground"])
    def test_short_words_two_slips_and_another_first_letter_are_not(self, other: str) -> None:
        assert uses(other) == []
