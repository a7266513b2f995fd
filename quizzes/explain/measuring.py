"""How well the rules agree with the labels of the samples: counts, precision, recall, F1."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizzes.explain.schema import Point, Prompt, Sample
from quizzes.explain.scorer import score

# What the held-out samples of all prompts together must not fall below: none was used to tune a rule.
LEAST_PRECISION = 0.93
LEAST_RECALL = 0.69


@dataclass(frozen=True, slots=True)
class Confusion:
    """Of so many texts: a point found rightly or wrongly, missed, or rightly not found."""

    rightly: int = 0
    wrongly: int = 0
    missed: int = 0
    absent: int = 0

    def __add__(self, other: "Confusion") -> "Confusion":
        return Confusion(
            self.rightly + other.rightly,
            self.wrongly + other.wrongly,
            self.missed + other.missed,
            self.absent + other.absent,
        )

    @property
    def precision(self) -> float | None:
        """The share of what was found that is there; None if nothing was found."""
        return _share(self.rightly, self.rightly + self.wrongly)

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None if nothing is there."""
        return _share(self.rightly, self.rightly + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None if nothing is there and nothing was found."""
        return _share(2 * self.rightly, 2 * self.rightly + self.wrongly + self.missed)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules made of one sample: the ids of the points they found in it."""

    prompt: Prompt
    sample: Sample
    found: frozenset[str]

    @property
    def wrong(self) -> frozenset[str]:
        """The points that the rules and the label do not agree on."""
        return self.found ^ frozenset(self.sample.shows)


def verdicts(prompts: Iterable[Prompt]) -> tuple[Verdict, ...]:
    """One for each sample of every prompt that has rules."""
    return tuple(_verdict(prompt, sample) for prompt in prompts if prompt.points for sample in prompt.samples)


def confusion(given: Iterable[Verdict], *, held_out: bool, point: Point | None = None) -> Confusion:
    """The counts over the tuned or the held-out samples: of one point, or of all of them."""
    counts = Confusion()
    for verdict in given:
        if verdict.sample.held_out is held_out:
            for name in _names(verdict.prompt, point):
                counts += _count(name in verdict.found, name in verdict.sample.shows)
    return counts


def falls_short(given: Iterable[Verdict]) -> bool:
    """Whether a tuned sample is not scored as it is labelled, or the held-out ones are below the least."""
    given = tuple(given)
    held_out = confusion(given, held_out=True)
    return (
        any(verdict.wrong for verdict in given if not verdict.sample.held_out)
        or (held_out.precision or 0) < LEAST_PRECISION
        or (held_out.recall or 0) < LEAST_RECALL
    )


def _verdict(prompt: Prompt, sample: Sample) -> Verdict:
    findings = score(sample.text, prompt.rubric)
    return Verdict(prompt, sample, frozenset(finding.point for finding in findings if finding.found))


def _names(prompt: Prompt, point: Point | None) -> Iterator[str]:
    return iter([point.id] if point else [each.id for each in prompt.points])


def _count(found: bool, labelled: bool) -> Confusion:
    if found:
        return Confusion(rightly=1) if labelled else Confusion(wrongly=1)
    return Confusion(missed=1) if labelled else Confusion(absent=1)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
