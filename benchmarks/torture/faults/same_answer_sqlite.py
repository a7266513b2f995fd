"""One learner sends everything fifty times at once, on SQLite."""

from pathlib import Path

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.at_once import ordeal_at_once

TIMES = 50


def ordeal(folder: Path, *, small: bool = False) -> Finding:
    """Fifty times, also when small."""
    return ordeal_at_once(folder, "SQLite", TIMES)
