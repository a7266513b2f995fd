"""Terms without sentences earn nothing, in any prompt: nobody gains by listing what the rules look for."""

from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.english.words import words_in
from quizzes.explain.schema import Prompt
from tests.quizzes.explain.rubrics import found
from tutorial.library import library

PROMPTS = [prompt for prompt in library().all(Prompt) if prompt.points]
FEW = settings(max_examples=25)


def entries(prompt: Prompt) -> list[str]:
    return sorted(set(chain.from_iterable(prompt.words.values())))


def lists(terms: list[str], least: int) -> Any:
    return st.lists(st.sampled_from(terms), min_size=least, max_size=25, unique=True)


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)
class TestEveryPrompt:
    @FEW
    @given(data=st.data(), separator=st.sampled_from([", ", "; ", '" "', "` `", "\n- ", "\n\n", " / ", " "]))
    def test_a_bare_list_of_words_shows_nothing(self, prompt: Prompt, data: Any, separator: str) -> None:
        single = [entry for entry in entries(prompt) if len(words_in(entry)) == 1]
        assert found(separator.join(data.draw(lists(single, least=6))), prompt.rubric) == set()

    @FEW
    @given(data=st.data())
    def test_a_bare_list_of_words_and_phrases_shows_nothing(self, prompt: Prompt, data: Any) -> None:
        terms = data.draw(lists(entries(prompt), least=6))
        assert found(" ".join(terms), prompt.rubric) == set()

    @FEW
    @given(data=st.data())
    def test_its_words_in_any_order_show_no_more_than_the_model_answer(
        self, prompt: Prompt, data: Any
    ) -> None:
        words = [word.lower for word in words_in(prompt.answer.text)]
        shuffled = data.draw(st.permutations(words + entries(prompt)))[: data.draw(st.integers(1, 80))]
        assert found(" ".join(shuffled), prompt.rubric) <= found(prompt.answer.text, prompt.rubric)

    def test_a_list_scores_below_the_sentences_that_use_its_words(self, prompt: Prompt) -> None:
        terms = ", ".join(word.lower for word in words_in(prompt.answer.text))
        assert len(found(terms, prompt.rubric)) < len(found(prompt.answer.text, prompt.rubric))
