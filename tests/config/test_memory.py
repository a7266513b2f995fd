import sys
from pathlib import Path

import pytest

from benchmarks import memory
from tests.site import running_site

MEGABYTE = 1_000_000
MOST_AT_REST = 700 * MEGABYTE
PROGRAMS = {"broker", "valve", "mail-sink", "worker-demos", "worker-site", "web", "beat", "stage"}


@pytest.mark.tree
@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells how much of a page is whose")
class TestTheWholeTree:
    def test_fits_into_its_budget_at_rest(self, tmp_path: Path) -> None:
        with running_site(tmp_path / "var") as site, memory.peak(site) as most:
            held = memory.sample(site)
        assert set(held) == PROGRAMS | {"start", "supervisor"}
        assert held["worker-demos"].processes == 3
        assert memory.total(held).pss < MOST_AT_REST, held
        assert set(most) <= set(held)
