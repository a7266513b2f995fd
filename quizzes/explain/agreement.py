"""How well the likeness to the model answer agrees with the labels of the samples."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from quizzes.explain.likeness import Closeness, closeness
from quizzes.explain.schema import Prompt, Sample
from quizzes.explain.scoring import likeness

DESERVES = {Closeness.FAR: 0.0, Closeness.PARTLY: 0.5, Closeness.CLOSE: 1.0}
MOST_OF_IT = 0.75  # of the points, and a text is close


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sample: what its label says it deserves, 0 to 1, and the similarity that was worked out."""

    prompt: Prompt
    sample: Sample
    deserves: float
    similarity: float

    @property
    def labelled(self) -> Closeness:
        if self.deserves >= MOST_OF_IT:
            return Closeness.CLOSE
        return Closeness.PARTLY if self.deserves else Closeness.FAR

    @property
    def worked_out(self) -> Closeness:
        return closeness(self.similarity)


def comparisons(prompts: Iterable[Prompt]) -> tuple[Comparison, ...]:
    """One for each sample. Of a prompt with points a text deserves the share of the points that it shows."""
    return tuple(
        Comparison(prompt, sample, _deserves(prompt, sample), likeness(sample.text, prompt).similarity)
        for prompt in prompts
        for sample in prompt.samples
    )


def spearman(given: Sequence[Comparison]) -> float | None:
    """Whether the likeness puts the samples in the order of their labels: 1 if so, 0 if at random.

    None if all labels or all likenesses are the same.
    """
    labels, worked_out = ([one.deserves for one in given], [one.similarity for one in given])
    try:
        return correlation(_ranks(labels), _ranks(worked_out))
    except StatisticsError:
        return None


def table(given: Iterable[Comparison]) -> Counter[tuple[Closeness, Closeness]]:
    """How many samples labelled so were worked out as so."""
    return Counter((one.labelled, one.worked_out) for one in given)


def _deserves(prompt: Prompt, sample: Sample) -> float:
    return DESERVES[sample.near] if sample.near else len(set(sample.shows)) / len(prompt.points)


def _ranks(values: Sequence[float]) -> list[float]:
    """From 0; equal values share the mean of their ranks."""
    below = {value: sum(other < value for other in values) for value in set(values)}
    count = Counter(values)
    return [below[value] + (count[value] - 1) / 2 for value in values]
