import pytest

from quizzes.explain.model_answer import sentence_showing
from quizzes.explain.schema import Prompt
from tests.quizzes.explain.test_schema import changed
from tutorial.library import library


class TestSentenceShowing:
    def test_the_sentence_in_which_the_rules_find_the_point(self) -> None:
        answer = "It is late. The *user* does not wait! Then it rains."
        prompt = Prompt.model_validate(changed(["answer"], answer))
        assert sentence_showing(prompt, "waits") == "The user does not wait!"

    def test_nothing_if_the_answer_does_not_say_it(self) -> None:
        prompt = Prompt.model_validate(changed(["answer"], "It is late."))
        assert sentence_showing(prompt, "waits") == ""

    @pytest.mark.parametrize("prompt", library().all(Prompt), ids=lambda prompt: prompt.id)
    def test_every_point_of_the_course_has_one(self, prompt: Prompt) -> None:
        for point in prompt.points:
            assert sentence_showing(prompt, point.id) in prompt.answer.text
            assert sentence_showing(prompt, point.id)
