"""One learner sends everything fifty times at once, on PostgreSQL."""

import os
from pathlib import Path

from benchmarks.torture.finding import Finding
from benchmarks.torture.learning.at_once import ordeal_at_once
from benchmarks.torture.postgresql import running_cluster

TIMES = 50


def ordeal(folder: Path, *, small: bool = False) -> Finding:
    """Fifty times, also when small."""
    with running_cluster(folder):
        return ordeal_at_once(folder, "PostgreSQL", TIMES, DATABASE_URL=os.environ["DATABASE_URL"])
