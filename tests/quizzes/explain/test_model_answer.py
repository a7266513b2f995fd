import pytest

from quizzes.explain.model_answer import sentence_showing
from quizzes.explain.schema import Prompt
from quizzes.explain.scorer import Finding, Rubric, score
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

    def test_a_wording_is_scored_once_for_all_its_points(self, monkeypatch: pytest.MonkeyPatch) -> None:
        scored: list[str] = []

        def watched(text: str, rubric: Rubric) -> tuple[Finding, ...]:
            scored.append(text)
            return score(text, rubric)

        monkeypatch.setattr("quizzes.explain.model_answer.score", watched)
        for answer in [
            "Once the user does not wait.",
            "Once the user does not wait.",
            "The user does not wait.",
        ]:
            for point in ["waits", "other"]:
                sentence = sentence_showing(Prompt.model_validate(changed(["answer"], answer)), point)
                assert sentence == (answer if point == "waits" else "")
        assert scored == ["Once the user does not wait.", "The user does not wait."]

    @pytest.mark.parametrize("prompt", library().all(Prompt), ids=lambda prompt: prompt.id)
    def test_every_point_of_the_course_has_one(self, prompt: Prompt) -> None:
        for point in prompt.points:
            assert sentence_showing(prompt, point.id) in prompt.answer.text
            assert sentence_showing(prompt, point.id)
