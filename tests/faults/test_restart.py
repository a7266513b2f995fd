"""Every part restarted while people use the site, by a user who may not write to its code."""

from pathlib import Path

import pytest

from tests.faults.ordeals import small_ordeal


@pytest.mark.tree
@pytest.mark.timeout(300)  # ten processes start, and four of them again: much for a machine that is busy
def test_no_request_fails_and_nothing_is_lost(short_folder: Path) -> None:
    (finding,) = small_ordeal("restart", short_folder)
    assert finding.is_well, finding
