import pytest

from quizzes.english.doubt import left_open
from quizzes.english.words import words_in


def open_words(text: str) -> set[str]:
    words = words_in(text)
    return {words[position].lower for position in left_open(text, words)}


class TestLeftOpen:
    @pytest.mark.parametrize(
        "text",
        [
            "I don't know whether they wait",
            "I do not know, whether they wait",
            "I don't really know why they wait",
            "I don't know if it hangs or they wait",
            "I don't know whether it hangs and they wait",
            "We can't say when they wait",
            "I am not sure that they wait",
            "not sure whether they wait",
            "unsure if they wait",
            "nobody knows if they wait",
            "no one knows if they wait",
            "I have no idea whether they wait",
            "I haven't got the slightest idea why they wait",
            "I wonder if they wait",
            "I doubt they wait",
            "it is unclear whether they wait",
            "it isn't clear whether they wait",
            "it is not known whether they wait",
            "it is wrong that they wait",
            "it is a myth that they wait",
            "it is not true that they wait",
        ],
    )
    def test_what_the_writer_does_not_know_or_rejects(self, text: str) -> None:
        assert "wait" in open_words(text)

    @pytest.mark.parametrize(
        "text",
        [
            "do they wait?",
            "It hangs. They wait ?! And then?",
            "a call of `delay()` does wait()? It does not.",
        ],
    )
    def test_what_they_ask(self, text: str) -> None:
        assert "wait" in open_words(text)

    @pytest.mark.parametrize(
        "text",
        [
            "they do not wait less",
            "it does not make them wait less with a queue",
            "they don't wait less time",
            "they do not wait longer",
        ],
    )
    def test_a_denied_comparison(self, text: str) -> None:
        assert "wait" in open_words(text)

    @pytest.mark.parametrize(
        "text",
        [
            "they do not wait",
            "they wait, I don't know why",
            "I don't know why, but they wait",
            "I don't know if it hangs, and they wait",
            "I don't know. They wait",
            "I am sure that they wait",
            "make sure that they do not wait",
            "no doubt they wait",
            "they are not left wondering whether they wait",
            "the broker does not know whether they wait",
            "he was not sure if they wait",
            "it depends on whether they wait",
            "it is true that they wait",
            "it is wrong to let them wait",
            "Why? They wait",
            'I ask "who is it?" and they wait',
            "they (who?) and then they wait",
            "they wait less",
            "they no longer wait",
            "they don't wait any longer",
            "they don't wait longer than a moment",
            "they do not wait for the less important work",
        ],
    )
    def test_and_these_do_not(self, text: str) -> None:
        assert "wait" not in open_words(text)

    def test_a_doubt_without_any_comma_ends_after_thirty_words(self) -> None:
        assert "wait" in open_words(f"I don't know whether {'a ' * 29}wait")
        assert "wait" not in open_words(f"I don't know whether {'a ' * 30}wait")
