"""How strong a concept is today; `progress_strength.html` says the formula in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Strength:
    """Shares of 1: what is `held` today, what was `missed`, and the rest, which has faded from memory."""

    held: float
    missed: float

    @property
    def percent(self) -> int:
        return round(100 * self.held)

    @property
    def missed_percent(self) -> int:
        """So that both together are 100 at the most."""
        return min(round(100 * self.missed), 100 - self.percent)


def strength(*, recalls: Sequence[float | None], answers: Sequence[float]) -> Strength | None:
    """The mean of two shares, or one of them where there is only one; None where nobody has asked yet.

    - `recalls`: for each card met, its retrievability today (FSRS, 0 to 1), or None for a card that was
      forgotten when it was last graded. FSRS would say 1 right after that too, because the answer has just
      been seen; here such a card counts 0 until it is remembered.
    - `answers`: for each question, recall prompt and explanation met, how right it was the last time, 0 to 1.

    held = (mean of recalls + mean of answers) / 2.
    """
    parts = [part for part in (_of_cards(recalls), _of_answers(answers)) if part]
    if not parts:
        return None
    return Strength(fmean(part.held for part in parts), fmean(part.missed for part in parts))


def _of_cards(recalls: Sequence[float | None]) -> Strength | None:
    if not recalls:
        return None
    return Strength(fmean(chance or 0.0 for chance in recalls), recalls.count(None) / len(recalls))


def _of_answers(answers: Sequence[float]) -> Strength | None:
    if not answers:
        return None
    right = fmean(answers)
    return Strength(right, 1 - right)
