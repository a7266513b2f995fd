"""Workers that are killed."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from benchmarks.torture.workers.ordeal import Ordeal
from tests.faults.ordeals import small_ordeal

CHANCE = Random(1)  # noqa: S311


@pytest.mark.tree
@pytest.mark.timeout(300)  # on a busy machine
def test_whoever_is_killed_at_whatever_step(short_folder: Path) -> None:
    (finding,) = small_ordeal("worker", short_folder)
    assert finding.is_well, finding


def test_the_plan_spreads_the_kills_over_the_work() -> None:
    plan = Ordeal(200, 50, 2, CHANCE).plan
    processes = [due for due, whole_worker in plan if not whole_worker]
    assert [due for due, whole_worker in plan if whole_worker] == [21, 106]
    assert len(processes) == 50
    assert (processes[0], processes[-1]) == (0, 166)
    assert max(after - before for before, after in pairwise(processes)) == 4
