"""A mail server that dies before its reply, one that refuses, and one that says "later" too often."""

from pathlib import Path

import pytest

from tests.faults.ordeals import small_ordeal


@pytest.mark.tree
def test_what_is_not_delivered_is_said_and_delivered_once_when_it_can_be(short_folder: Path) -> None:
    findings = small_ordeal("mail", short_folder)
    assert len(findings) == 3
    assert all(finding.is_well for finding in findings), findings
