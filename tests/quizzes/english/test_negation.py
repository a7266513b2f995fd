import pytest

from quizzes.english.negation import denied
from quizzes.english.words import words_in


def denied_words(text: str) -> set[str]:
    words = words_in(text)
    return {words[position].lower for position in denied(words)}


class TestDenied:
    @pytest.mark.parametrize(
        "text",
        [
            "it does not wait",
            "it doesn't wait",
            "it doesn’t wait",
            "it dont wait",
            "it dosnt wait",
            "calling `send.delay()` does not in delay() wait",
            "it never has to wait",
            "nobody has to wait",
            "no user must wait",
            "they no longer wait",
            "without having to wait",
            "without making users wait",
            "without a wait",
            "this avoids the wait",
            "it prevents users from having to wait",
            "it stops people having to wait",
            "it saves the user from the wait",
            "they carry on instead of having to wait",
            "rather than let the user wait",
            "neither the user nor you wait",
        ],
    )
    def test_a_denial_reaches_the_word(self, text: str) -> None:
        assert "wait" in denied_words(text)

    @pytest.mark.parametrize(
        "text",
        [
            "they wait",
            "it is not fast, so they wait",
            "it is not fast because they wait",
            "it does not run and they wait",
            "it does not run. They wait",
            "without background tasks users wait",
            "without a worker nothing is done but wait",
            "instead of an answer users get a wait",
            "not only do they wait",
            "no matter what, they wait",
            "keep it from Monday on; they wait",
            "they cannot avoid the wait",
            "it does not prevent the wait",
        ],
    )
    def test_and_these_do_not(self, text: str) -> None:
        assert "wait" not in denied_words(text)

    def test_a_denial_without_any_comma_ends_after_ten_words(self) -> None:
        assert denied_words("not a b c d e f g h i j k l") == set("abcdefghij")
