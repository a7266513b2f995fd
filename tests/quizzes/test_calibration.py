import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.calibration import calibration
from quizzes.models import Answer, Confidence

SAID = st.tuples(st.sampled_from(["", *Confidence.values]), st.sampled_from([0.0, 0.5, 1.0]))


def answers(*said: tuple[str, float]) -> list[Answer]:
    return [Answer(confidence=how, score=score) for how, score in said]


def test_nobody_who_said_nothing_is_judged() -> None:
    assert calibration(answers(("", 1), ("", 0))) is None


def test_a_line_for_each_confidence_the_surest_first() -> None:
    found = calibration(answers(("guessing", 1), ("sure", 1), ("sure", 0.5), ("", 1)))
    assert found is not None
    assert [(line.confidence, line.right, line.given, line.percent) for line in found.lines] == [
        (Confidence.SURE, 1, 2, 50),
        (Confidence.GUESSING, 1, 1, 100),
    ]


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ([("sure", 1), ("sure", 0), ("sure", 0)], "You were sure more often than right"),
        ([("sure", 1)] * 3 + [("guessing", 1)] * 3, "You know more than you think"),
        ([("sure", 1)] * 3, "Your feeling for what you know is good"),
        ([("sure", 0)] * 2, "With a few more answers"),
    ],
)
def test_golden(said: list[tuple[str, float]], advice: str) -> None:
    found = calibration(answers(*said))
    assert found is not None
    assert found.advice.startswith(advice)


@given(said=st.lists(SAID))
def test_counts_every_answer_with_a_confidence_once(said: list[tuple[str, float]]) -> None:
    found = calibration(answers(*said))
    counted = sum(line.given for line in found.lines) if found else 0
    assert counted == sum(bool(how) for how, _ in said)
