"""How well learners know what they know: the confidence they said, beside what was right."""

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.models import Answer, Confidence

ENOUGH = 3  # answers; fewer say nothing about a person's judgement
OFTEN = 0.75
SELDOM = 0.5


@dataclass(frozen=True, slots=True)
class CalibrationLine:
    """The answers given with one confidence."""

    confidence: Confidence
    right: int
    given: int

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.given)


@dataclass(frozen=True, slots=True)
class Calibration:
    """One line for each confidence that was said, the surest first, and what to make of them."""

    lines: tuple[CalibrationLine, ...]
    advice: str


def calibration(answers: Iterable[Answer]) -> Calibration | None:
    """None if no confidence was said at all."""
    said = [answer for answer in answers if answer.confidence]
    lines = tuple(filter(None, (_line(said, confidence) for confidence in Confidence)))
    return Calibration(lines, _advice(lines)) if lines else None


def _line(answers: list[Answer], confidence: Confidence) -> CalibrationLine | None:
    given = [answer for answer in answers if answer.confidence == confidence]
    return CalibrationLine(confidence, sum(answer.right for answer in given), len(given)) if given else None


def _advice(lines: tuple[CalibrationLine, ...]) -> str:
    share = {line.confidence: line.right / line.given for line in lines if line.given >= ENOUGH}
    if share.get(Confidence.SURE, 1) < OFTEN:
        return "You were sure more often than right. What you missed while sure is worth reading first."
    if share.get(Confidence.GUESSING, 0) > SELDOM:
        return "You know more than you think: most of your guesses were right."
    if share:
        return "Your feeling for what you know is good."
    return "With a few more answers this shows how well you know what you know."
