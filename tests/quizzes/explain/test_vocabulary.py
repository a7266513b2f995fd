import pytest

from quizzes.english.words import words_in
from quizzes.explain.vocabulary import Use, Vocabulary

VOCABULARY = Vocabulary(
    {
        "at-once": ["immediately", "right away"],
        "apart": ["separately", "background"],
        "worker": ["worker"],
        "reply": ["response", "responsive"],
        "wait": ["wait"],
        "email": ["email"],
        "timeout": ["time out"],
        "send": ["send"],
        "broker": ["broker"],
        "server": ["server"],
        "retry": ["retried"],
        "process": ["process"],
    }
)


def uses(text: str) -> list[Use]:
    return list(VOCABULARY.uses(words_in(text)))


class TestUses:
    def test_every_form_of_a_word(self) -> None:
        assert uses("It waited, WAITING") == [Use("wait", 1, 1, "wait"), Use("wait", 2, 2, "wait")]

    def test_says_what_a_word_was_read_as(self) -> None:
        assert [use.read_as for use in uses("imediately")] == ["immediately"]

    def test_a_phrase_is_used_as_a_whole(self) -> None:
        assert uses("right, go right away, away") == [Use("at-once", 2, 3, "right away")]

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

    @pytest.mark.parametrize(
        "word",
        ["worked", "broken", "served", "retired", "wanted", "thread", "prices", "back", "ground"],
    )
    def test_another_word_of_english_is_no_slip(self, word: str) -> None:
        assert uses(word) == []

    @pytest.mark.parametrize(
        ("text", "group"),
        [
            ("e-mail", "email"),
            ("e‑mails", "email"),
            ("back-ground", "apart"),
            ("back ground", "apart"),
            ("timeout", "timeout"),
            ("time-out", "timeout"),
            ("right-away", "at-once"),
        ],
    )
    def test_written_in_one_word_in_two_or_with_a_hyphen(self, text: str, group: str) -> None:
        assert [use.group for use in uses(text)] == [group]

    @pytest.mark.parametrize("text", ["e mail", "back, ground", "back. Ground"])
    def test_two_words_are_not_one_across_a_comma_or_when_they_are_short(self, text: str) -> None:
        assert uses(text) == []

    @pytest.mark.parametrize("text", ["sent", "it's sent", "sending", "SENDS"])
    def test_irregular_forms(self, text: str) -> None:
        assert [use.group for use in uses(text)] == ["send"]
