import pytest

from quizzes.explain.prose import is_told
from quizzes.explain.words import words_in


class TestIsTold:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The user has to wait until it is done",
            "Users don't have to wait",
            "It keeps the site fast",
            "Long tasks block the response and make users wait for the page to finish loading",
            "the page hangs and people get annoyed and leave, and then they are gone, and we are sad",
        ],
    )
    def test_prose(self, sentence: str) -> None:
        assert is_told(words_in(sentence))

    @pytest.mark.parametrize(
        "sentence",
        [
            "",
            "queue worker wait users response immediately",
            "users wait, slow response, queue, worker",
            "queue and worker and wait and users or response",
            "users wait, in a queue, the worker, at once, many users, the response",
            "background tasks users wait slow response queue worker separate process fast page many the",
        ],
    )
    def test_a_list_of_keywords(self, sentence: str) -> None:
        assert not is_told(words_in(sentence))
