import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.explain.schema import Prompt
from quizzes.explain.scorer import Rubric, score
from tests.quizzes.explain.rubrics import RUBRIC, WORDS, found, words_shown
from tutorial.library import library

SINGLE_WORDS = sorted(
    {phrase for phrases in WORDS.values() for phrase in phrases if " " not in phrase} - {"they", "nobody"}
)
SENTENCES = (
    "The user has to wait.",
    "Users don't wait!",
    "It can respond right away",
    "a worker does the work",
    "They never wait, even if it is slow.",
)
told = st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join)
anything = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from([*SINGLE_WORDS, "not", "the", "."])).map(" ".join)
)


def rubrics() -> list[Rubric]:
    return [RUBRIC, *(prompt.rubric for prompt in library().all(Prompt))]


class TestProximity:
    def test_the_groups_must_be_close_together(self) -> None:
        assert found("The response is sent right away") == {"at-once"}
        assert found("The response is a file that the user opens right away") == set()

    def test_and_in_one_sentence(self) -> None:
        assert found("It is the response. Right away it is.") == set()

    def test_a_later_pair_counts_when_the_first_is_too_far_apart(self) -> None:
        text = "The response that you see over there is an answer given at once"
        assert words_shown(text, "at-once") == ["answer given at once"]


class TestNegation:
    @pytest.mark.parametrize("text", ["The user waits.", "It makes people wait.", "They have to sit there."])
    def test_said(self, text: str) -> None:
        assert found(text) == {"waits"}

    @pytest.mark.parametrize(
        "text",
        [
            "Users don't have to wait.",
            "Nobody has to wait.",
            "No user has to wait.",
            "It answers them without letting users wait.",
        ],
    )
    def test_denied(self, text: str) -> None:
        assert found(text) == {"waits-not"}

    def test_unless(self) -> None:
        assert found("The user never waits, even if the work is slow.") == set()


class TestDoubt:
    @pytest.mark.parametrize(
        "text",
        [
            "I am not sure whether the user waits.",
            "It is wrong that the user waits.",
            "Does the user wait?",
            "The user does not wait less.",
        ],
    )
    def test_neither_said_nor_denied(self, text: str) -> None:
        assert found(text) == set()

    def test_the_answer_to_a_question_of_ones_own_counts(self) -> None:
        assert found("Why? Because the user has to wait.") == {"waits"}
        assert found("What does the worker do? It does the work.") == found("It does the work.") == set()
        assert found("The worker? It does the work.") == {"worker"}


class TestMisspellings:
    def test_one_slip_in_a_long_word(self) -> None:
        assert found("It can repsond imediately.") == {"at-once"}


class TestPadding:
    def test_a_list_of_all_the_words_shows_nothing(self) -> None:
        assert found(", ".join(SINGLE_WORDS)) == set()

    def test_a_list_beside_a_sentence_adds_nothing(self) -> None:
        assert found("The user has to wait. worker work response immediately") == {"waits"}


class TestSpans:
    def test_near_words_are_marked_together(self) -> None:
        assert words_shown("So the user has to wait for it.", "waits") == ["user has to wait"]

    def test_far_words_are_marked_apart(self) -> None:
        assert words_shown("A user who is on a page may wait.", "waits") == ["user", "wait"]


class TestLaws:
    @given(anything)
    def test_spans_lie_within_the_text_and_are_sorted(self, text: str) -> None:
        for rubric in rubrics():
            for finding in score(text, rubric):
                spans = [(span.start, span.end) for span in finding.spans]
                assert spans == sorted(spans)
                assert all(0 <= start < end <= len(text) for start, end in spans)
                assert all(text[start:end] == text[start:end].strip() for start, end in spans)

    @given(anything, anything)
    def test_a_paragraph_added_takes_nothing_away_and_adds_only_its_own(self, text: str, more: str) -> None:
        assert found(f"{text}\n\n{more}") == found(text) | found(more)

    @given(told)
    def test_capitals_change_nothing(self, text: str) -> None:
        assert found(text.upper()) == found(text)

    @given(
        st.lists(st.sampled_from(SINGLE_WORDS), max_size=30),
        st.sampled_from([" ", ", ", " and ", "\n- ", "; "]),
    )
    def test_no_list_of_keywords_shows_anything(self, words: list[str], separator: str) -> None:
        assert found(separator.join(words)) == set()

    @given(anything)
    def test_the_same_text_gets_the_same_score(self, text: str) -> None:
        assert score(text, RUBRIC) == score(text, RUBRIC)
