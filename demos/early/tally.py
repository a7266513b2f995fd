"""How often each side went wrong in all runs that are kept of a visitor, by the gap that was chosen."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from demos.early.sides import AFTER, BEFORE, SCENARIO, Which, side_of
from demos.models import Run


@dataclass(frozen=True)
class Score:
    """Of so many tries that a worker answered, so many found no row."""

    made: int
    missed: int


@dataclass(frozen=True)
class Line:
    """Both sides at one gap, ms."""

    gap_ms: int
    before: Score
    after: Score


def tally_of(visitor: UUID) -> list[Line]:
    """A line for each gap that the visitor has tried, the shortest first."""
    scores = _scores(visitor)
    gaps = sorted({gap for gap, _ in scores})
    return [Line(gap, scores.get((gap, BEFORE), NONE), scores.get((gap, AFTER), NONE)) for gap in gaps]


def _scores(visitor: UUID) -> dict[tuple[int, Which], Score]:
    runs = Run.objects.filter(visitor=visitor, scenario=SCENARIO).annotate(
        made=Count("attempts", filter=Q(attempts__looked_at__isnull=False)),
        missed=Count("attempts", filter=Q(attempts__looked_at__isnull=False) & ~Q(attempts__error="")),
    )
    counts: defaultdict[tuple[int, Which], list[tuple[int, int]]] = defaultdict(list)
    for run in runs:
        counts[run.settings["gap_ms"], side_of(run)].append((run.made, run.missed))
    return {key: Score(*map(sum, zip(*pairs, strict=True))) for key, pairs in counts.items()}


NONE = Score(0, 0)
