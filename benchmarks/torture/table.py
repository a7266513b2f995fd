"""Findings as a table of plain text."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from benchmarks.torture.finding import Finding

HEADS = ("fault", "what was done", "what was seen", "lost", "twice", "held")
WIDTHS = (20, 36, 40, 4, 5, 4)


def table(findings: Sequence[Finding]) -> str:
    """One row for each, its texts wrapped within their columns; rows are parted by lines."""
    line = "  ".join("-" * width for width in WIDTHS)
    return "\n".join([_row(HEADS), line, *(f"{_row(_cells(finding))}\n{line}" for finding in findings)])


def _cells(finding: Finding) -> tuple[str, ...]:
    held = "yes" if finding.held else "NO"
    return (finding.fault, finding.done, finding.seen, str(finding.lost), str(finding.twice), held)


def _row(cells: Sequence[str]) -> str:
    columns = [textwrap.wrap(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)]
    lines = zip_longest(*columns, fillvalue="")
    return "\n".join(
        "  ".join(f"{text:<{width}}" for text, width in zip(line, WIDTHS, strict=True)).rstrip()
        for line in lines
    )
