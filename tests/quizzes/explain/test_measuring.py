import pytest

from quizzes.explain.measuring import Confusion, confusion, falls_short, verdicts
from quizzes.explain.schema import Prompt
from tests.quizzes.explain.test_schema import GOOD, changed

SAMPLES = [
    {"kind": "good", "text": "The user does not wait.", "shows": ["waits"]},  # found rightly
    {"kind": "wrong", "text": "The user never waits there.", "shows": []},  # found wrongly
    {"kind": "good", "text": "They do not wait.", "shows": ["waits"], "held_out": True},  # missed
    {"kind": "off-topic", "text": "It is a tree.", "shows": [], "held_out": True},  # rightly not found
]


@pytest.fixture
def prompt() -> Prompt:
    words = {"user": ["learner", "the user"], "wait": ["wait"]}
    return Prompt.model_validate({**changed(["samples"], SAMPLES), "words": words})


class TestConfusion:
    def test_counts_the_tuned_and_the_held_out_samples_apart(self, prompt: Prompt) -> None:
        given = verdicts([prompt])
        assert confusion(given, held_out=False) == Confusion(rightly=1, wrongly=1)
        assert confusion(given, held_out=True, point=prompt.points[0]) == Confusion(missed=1, absent=1)

    def test_shares(self) -> None:
        counts = Confusion(rightly=3, wrongly=1, missed=2, absent=9)
        assert counts.precision == 3 / 4
        assert counts.recall == 3 / 5
        assert counts.f1 == pytest.approx(2 * (3 / 4) * (3 / 5) / (3 / 4 + 3 / 5))

    def test_of_nothing_there_is_no_share(self) -> None:
        counts = Confusion(absent=5)
        assert (counts.precision, counts.recall, counts.f1) == (None, None, None)


class TestFallsShort:
    def test_when_a_tuned_sample_is_not_scored_as_labelled(self, prompt: Prompt) -> None:
        assert falls_short(verdicts([prompt]))

    @pytest.mark.parametrize(("shows", "short"), [(["waits"], False), ([], True)])
    def test_when_the_held_out_ones_are_below_the_least(self, shows: list[str], short: bool) -> None:
        held_out = {"kind": "good", "text": "A user never waits.", "shows": shows, "held_out": True}
        good = Prompt.model_validate(changed(["samples"], [*GOOD["samples"], held_out]))
        assert falls_short(verdicts([good])) is short
