"""How well the scorer does, as Markdown: `manage.py score_report` prints it, docs/scoring.md carries it."""

from collections.abc import Iterator, Sequence

from quizzes.explain.agreement import Comparison, comparisons, spearman, table
from quizzes.explain.likeness import Closeness
from quizzes.explain.measuring import Confusion, Verdict, confusion, verdicts
from quizzes.explain.schema import Point, Prompt

SAMPLES = {False: "tuned", True: "held out"}
COUNTS = (
    "| concept | samples | precision | recall | F1 "
    "| found rightly | found wrongly | missed | rightly not found |"
)
LIKENESS = "| prompt | samples | texts | rank correlation |"
NEARNESS = "| held-out samples labelled | worked out as close | as partly | as far |"


def score_tables(prompts: Sequence[Prompt]) -> str:
    """The tables of the rules, prompt by prompt, and those of the likeness to the model answer."""
    with_points = [prompt for prompt in prompts if prompt.points]
    return "\n".join([*_rules(with_points), *_likeness(prompts)])


def _rules(prompts: Sequence[Prompt]) -> Iterator[str]:
    given = verdicts(prompts)
    for prompt in prompts:
        own = [verdict for verdict in given if verdict.prompt is prompt]
        yield from ("", f"**{prompt.title}** (`{prompt.id}`)", "", *_head(COUNTS))
        for point in prompt.points:
            yield from _rows(point.id, own, point)
        yield from _rows("all", own)
    yield from ("", "**All prompts**", "", *_head(COUNTS), *_rows("all", given))


def _rows(name: str, given: Sequence[Verdict], point: Point | None = None) -> Iterator[str]:
    for held_out, samples in SAMPLES.items():
        counts = confusion(given, held_out=held_out, point=point)
        yield _row(name, samples, *_shares(counts), *_figures(counts))


def _shares(counts: Confusion) -> Iterator[str]:
    yield from map(_figure, (counts.precision, counts.recall, counts.f1))


def _figures(counts: Confusion) -> Iterator[int]:
    yield from (counts.rightly, counts.wrongly, counts.missed, counts.absent)


def _likeness(prompts: Sequence[Prompt]) -> Iterator[str]:
    given = comparisons(prompts)
    yield from ("", "**Likeness to the model answer**", "", *_head(LIKENESS))
    for prompt in prompts:
        yield from _correlations(f"`{prompt.id}`", [one for one in given if one.prompt is prompt])
    yield from _correlations("all", given)
    counts = table(one for one in given if one.sample.held_out)
    yield from ("", *_head(NEARNESS))
    for labelled in Closeness:
        yield _row(labelled, *(counts[labelled, worked_out] for worked_out in Closeness))


def _correlations(name: str, given: Sequence[Comparison]) -> Iterator[str]:
    for held_out, samples in SAMPLES.items():
        own = [one for one in given if one.sample.held_out is held_out]
        yield _row(name, samples, len(own), _rounded(spearman(own)))


def _head(columns: str) -> tuple[str, str]:
    return columns, "|---" * (columns.count("|") - 1) + "|"


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _rounded(value: float | None) -> str:
    """To two places: it follows the words of the lessons, and need not change with each of them."""
    return "–" if value is None else f"{value:.2f}"
