"""The database restarted, or locked, while learners work."""

from pathlib import Path

import pytest

from tests.faults.ordeals import small_ordeal
from tests.lacking import lacking
from tests.postgres import programs


@pytest.mark.tree
def test_postgresql_restarted_and_locked(short_folder: Path) -> None:
    if programs() is None:
        lacking("a PostgreSQL server")
    findings = small_ordeal("database_restarted", short_folder)
    assert len(findings) == 2
    assert all(finding.is_well for finding in findings), findings


@pytest.mark.tree
def test_sqlite_locked(short_folder: Path) -> None:
    (found,) = small_ordeal("database_locked", short_folder)
    assert found.is_well, found
