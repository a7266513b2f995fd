import pytest

from quizzes.english.words import words_in
from quizzes.explain.prose import is_told
from quizzes.explain.vocabulary import Vocabulary


class TestIsTold:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The user has to wait until it is done",
            "Users don't have to wait",
            "It keeps the site fast",
            "Long tasks block the response and make users wait for the page to finish loading",
            "then as soon as asked, it goes, and then the mail, and then when done as fast as that it ends",
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


VOCABULARY = Vocabulary(
    {
        "terms": [
            "in the background",
            "they",
            "it",
            "out of the request",
            "the request",
            "they do",
            "do in the background",
            "work",
            "page is slow",
            "worker",
            "do",
        ],
    }
)


class TestTermsWithFunctionWordsInThem:
    @pytest.mark.parametrize(
        "sentence",
        [
            "in the background they it out of the request work do",
            "they work, in the background, out of the request, do it",
            "page is slow",
        ],
    )
    def test_a_list_of_them(self, sentence: str) -> None:
        assert not is_told(words_in(sentence), VOCABULARY.uses(words_in(sentence)))

    @pytest.mark.parametrize(
        "sentence",
        [
            "the page is slow",
            "they do it in the background",
            "a worker, they say, can do the work, so it is done",
            "work they do in the background out of the request",
        ],
    )
    def test_sentences_with_them(self, sentence: str) -> None:
        assert is_told(words_in(sentence), VOCABULARY.uses(words_in(sentence)))
