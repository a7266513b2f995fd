"""Two machines whose clocks are five seconds apart, for real."""

from pathlib import Path

import pytest

from tests.faults.ordeals import small_ordeal


@pytest.mark.tree
def test_no_span_is_negative_and_the_page_says_that_the_clocks_differ(short_folder: Path) -> None:
    findings = small_ordeal("clocks", short_folder)
    assert [finding.fault for finding in findings] == ["clocks -5 s apart", "clocks +5 s apart"]
    assert all(finding.is_well for finding in findings), findings
