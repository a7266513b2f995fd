"""The scorer is held to the labelled samples in the content."""

import pytest

from quizzes.explain.measuring import LEAST_PRECISION, LEAST_RECALL, confusion, verdicts
from quizzes.explain.schema import Prompt, Sample, SampleKind
from tests.quizzes.explain.rubrics import found
from tutorial.library import library

LEAST_SAMPLES = 12
LEAST_HELD_OUT = 10
PROMPTS = library().all(Prompt)
TUNED = [(prompt, sample) for prompt in PROMPTS for sample in prompt.samples if not sample.held_out]


def name(part: object) -> str:
    return part.text[:40] if isinstance(part, Sample) else getattr(part, "id", "")


@pytest.mark.parametrize(("prompt", "sample"), TUNED, ids=name)
def test_a_sample_shows_what_it_is_labelled_with(prompt: Prompt, sample: Sample) -> None:
    assert found(sample.text, prompt.rubric) == set(sample.shows)


@pytest.mark.parametrize("prompt", PROMPTS, ids=name)
class TestEveryPrompt:
    def test_has_four_concepts(self, prompt: Prompt) -> None:
        assert len(prompt.points) == 4

    def test_has_enough_samples_of_every_kind_and_held_out_ones(self, prompt: Prompt) -> None:
        assert sum(not sample.held_out for sample in prompt.samples) >= LEAST_SAMPLES
        assert sum(sample.held_out for sample in prompt.samples) >= LEAST_HELD_OUT
        assert {sample.kind for sample in prompt.samples if not sample.held_out} == set(SampleKind)

    def test_every_concept_is_shown_by_one_sample_and_missed_by_another(self, prompt: Prompt) -> None:
        for point in prompt.points:
            assert {point.id in sample.shows for sample in prompt.samples} == {True, False}

    def test_its_model_answer_shows_every_concept(self, prompt: Prompt) -> None:
        assert found(prompt.answer.text, prompt.rubric) == {point.id for point in prompt.points}

    def test_its_own_words_show_none(self, prompt: Prompt) -> None:
        """Copying the prompt, the hint or a cue is no explanation."""
        for given in [prompt.prompt, prompt.hint, *(point.cue for point in prompt.points)]:
            assert found(given.text, prompt.rubric) == set()


def test_held_out_samples() -> None:
    given = [verdict for verdict in verdicts(PROMPTS) if verdict.sample.held_out]
    counts = confusion(given, held_out=True)
    for verdict in given:
        missed, wrong = set(verdict.sample.shows) - verdict.found, verdict.found - set(verdict.sample.shows)
        if missed or wrong:
            print(f"- {verdict.sample.text}\n  missed: {sorted(missed)}; found wrongly: {sorted(wrong)}")
    assert counts.precision is not None
    assert counts.recall is not None
    print(f"{len(given)} held-out samples: precision {counts.precision:.3f}, recall {counts.recall:.3f}")
    assert counts.precision >= LEAST_PRECISION
    assert counts.recall >= LEAST_RECALL
